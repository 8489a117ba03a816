import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Project, ts } from "ts-morph";

/** A type checker over the files that were asked about and what they import. */
export interface TypedProgram {
  readonly checker: ts.TypeChecker;
  /** The checked tree of a file; undefined if it is not part of the program. */
  readonly source: (path: string) => ts.SourceFile | undefined;
}

/**
 * Opens the compiler on a few files of a project, under the options of the nearest tsconfig.json.
 * The only place that makes a ts-morph project: it costs seconds where reading syntax costs milliseconds.
 */
export function openProgram(paths: readonly string[], cwd: string): TypedProgram {
  const [first = "."] = paths;
  const configPath = findConfig(dirname(resolve(cwd, first)));
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
  return {
    checker: program.getTypeChecker(),
    source: (path) => program.getSourceFile(resolve(cwd, path).replaceAll("\\", "/")),
  };
}

function findConfig(folder: string): string | undefined {
  const path = join(folder, "tsconfig.json");
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : findConfig(parent);
}
