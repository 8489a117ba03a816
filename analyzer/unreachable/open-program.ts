import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Project, ts } from "ts-morph";

/** A type checker over the files that were asked about and what they import. */
export interface TypedProgram {
  /** Every file that the types come from, libraries and configurations among them. */
  readonly files: readonly string[];
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
  const all = [...new Set(programs.values())].flatMap(({ files }) => files);
  return { files: all, of: (path) => programs.get(path)?.of(path) };
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
  const sources = program.getSourceFiles().map(({ fileName }) => fileName);
  return {
    // What a package's types are may change with what is installed, where no file of the program does.
    files: [...sources, ...(configPath === undefined ? [] : [configPath]), ...listLocks(cwd)],
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

const LOCKS = [
  "package-lock.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "node_modules/.package-lock.json",
];

/** Where the tools note what is installed, in the folder and above. */
function listLocks(folder: string): readonly string[] {
  const parent = dirname(folder);
  const own = LOCKS.map((name) => join(folder, name));
  return parent === folder ? own : [...own, ...listLocks(parent)];
}
