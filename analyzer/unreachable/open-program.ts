import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Project, ts } from "ts-morph";
import { listTellingNames, type TellingNames } from "./constant/telling-names.ts";
import { ParsedFiles } from "./parsed-files.ts";

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
  readonly names: TellingNames;
}

/** Kinds of programs whose files stay in memory: each has the declarations of the language for its own. */
const MOST_KINDS = 2;

/**
 * Opens the compiler on a few files of a project, each under the options of its nearest tsconfig.json: packages of one
 * repository have aliases of their own. To be forgotten with what was asked: files are read once.
 */
export class Compiler {
  readonly #cwd: string;
  readonly #settings = new Map<string | undefined, Settings>();
  readonly #parsed = new Map<string, ParsedFiles>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  open(paths: readonly string[]): TypedProgram {
    const groups = new Map<string | undefined, string[]>();
    for (const path of paths) {
      const configPath = findConfig(dirname(resolve(this.#cwd, path)));
      const group = groups.get(configPath);
      if (group) group.push(path);
      else groups.set(configPath, [path]);
    }
    const programs = new Map<string, TypedProgram>();
    for (const [configPath, group] of groups) {
      const program = this.#openOne(group, configPath);
      for (const path of group) programs.set(path, program);
    }
    const all = [...new Set(programs.values())].flatMap(({ files }) => files);
    return { files: all, of: (path) => programs.get(path)?.of(path) };
  }

  #openOne(group: readonly string[], configPath: string | undefined): TypedProgram {
    const settings = this.#settings.get(configPath) ?? openSettings(configPath);
    this.#settings.set(configPath, settings);
    const { options, kind, files } = settings;
    const absolute = (path: string): string => resolve(this.#cwd, path).replaceAll("\\", "/");
    const paths = group.map(absolute).filter((path) => files.fileExists(path));
    const program = this.#filesOf(kind).open(paths, options, files);
    const sources = program.getSourceFiles();
    let checked: Omit<CheckedFile, "tree"> | undefined;
    return {
      // What a package's types are may change with what is installed, where no file of the program does.
      files: [
        ...sources.map(({ fileName }) => fileName),
        ...(configPath === undefined ? [] : [configPath]),
        ...listLocks(this.#cwd),
      ],
      of: (path) => {
        const tree = program.getSourceFile(absolute(path));
        checked ??= { checker: program.getTypeChecker(), names: listTellingNames(sources) };
        return tree && { tree, ...checked };
      },
    };
  }

  #filesOf(kind: string): ParsedFiles {
    const files = this.#parsed.get(kind) ?? new ParsedFiles();
    this.#parsed.delete(kind);
    this.#parsed.set(kind, files);
    const [oldest] = this.#parsed.keys();
    if (this.#parsed.size > MOST_KINDS && oldest !== undefined) this.#parsed.delete(oldest);
    return files;
  }
}

interface Settings {
  readonly options: ts.CompilerOptions;
  /** The options that a file is parsed and bound by, as one value. */
  readonly kind: string;
  readonly files: ts.ModuleResolutionHost;
}

/** The only place that makes a ts-morph project. */
function openSettings(configPath: string | undefined): Settings {
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
  const options = project.getCompilerOptions();
  const kind = Object.entries(options).filter(([name]) => !PLACES.has(name));
  return {
    options,
    kind: JSON.stringify(kind.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    files: rememberFiles(project.getModuleResolutionHost()),
  };
}

/** Options that say where files are, and nothing of how one is read. */
const PLACES: ReadonlySet<string> = new Set([
  "baseUrl",
  "configFile",
  "configFilePath",
  "declarationDir",
  "lib",
  "outDir",
  "outFile",
  "paths",
  "pathsBasePath",
  "rootDir",
  "rootDirs",
  "tsBuildInfoFile",
  "typeRoots",
  "types",
]);

/** Looks once at each place where an import may lead to. */
function rememberFiles(host: ts.ModuleResolutionHost): ts.ModuleResolutionHost {
  return {
    ...host,
    fileExists: remember((path) => host.fileExists(path)),
    directoryExists: remember((path) => host.directoryExists?.(path) ?? true),
  };
}

function remember(look: (path: string) => boolean): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const found = known.get(path) ?? look(path);
    known.set(path, found);
    return found;
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
