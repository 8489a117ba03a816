import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Project, ts } from "ts-morph";

/** A type checker over the files that were asked about and what they import. */
export interface TypedProgram {
  /** The checked tree of a file, and who checks it; undefined if it is not part of the program. */
  readonly of: (path: string) => CheckedFile | undefined;
}

export interface CheckedFile {
  readonly tree: ts.SourceFile;
  readonly checker: ts.TypeChecker;
}

/**
 * Opens the compiler on a few files of a project, each under the options of its nearest tsconfig.json: packages of one
 * repository have aliases of their own.
 */
export function openPrograms(paths: readonly string[], cwd: string): TypedProgram {
  const groups = new Map<string | undefined, string[]>();
  for (const path of paths) {
    const configPath = findConfig(dirname(resolve(cwd, path)));
    const group = groups.get(configPath);
    if (group) group.push(path);
    else groups.set(configPath, [path]);
  }
  const programs = new Map<string, TypedProgram>();
  for (const [configPath, group] of groups) {
    const program = openProgram(group, cwd, configPath);
    for (const path of group) programs.set(path, program);
  }
  return { of: (path) => programs.get(path)?.of(path) };
}

/** The only place that makes a ts-morph project: it costs seconds where reading syntax costs milliseconds. */
function openProgram(
  paths: readonly string[],
  cwd: string,
  configPath: string | undefined,
): TypedProgram {
  const project = new Project({
    ...(configPath !== undefined && { tsConfigFilePath: configPath }),
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    compilerOptions: {
      // Without it null and undefined are in every type, and no list of cases is ever whole.
      strict: true,
      noEmit: true,
      allowJs: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      ...(configPath === undefined && {
        target: ts.ScriptTarget.ESNext,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
      }),
    },
  });
  for (const path of paths) project.addSourceFileAtPathIfExists(resolve(cwd, path));
  const program = project.getProgram().compilerObject;
  const checker = program.getTypeChecker();
  return {
    of: (path) => {
      const tree = program.getSourceFile(resolve(cwd, path).replaceAll("\\", "/"));
      return tree && { tree, checker };
    },
  };
}

function findConfig(folder: string): string | undefined {
  const path = join(folder, "tsconfig.json");
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : findConfig(parent);
}
