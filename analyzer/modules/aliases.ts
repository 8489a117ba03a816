import { parse as parseJsonc } from "jsonc-parser";
import { isRecord } from "../is-record.ts";
import { listExports, listTargets } from "./manifest-targets.ts";
import { folderOf, foldersUp, joinPath, type ProjectFiles } from "./project-files.ts";

type Json = Readonly<Record<string, unknown>>;

/** Configurations that extend each other in a circle. */
const MOST_EXTENDED = 10;

/**
 * Finds what an import means that is no relative path: a package of the workspace by the name in its package.json, a path
 * alias of the nearest tsconfig.json, or an entry of `imports` of the nearest package.json.
 */
export class Aliases {
  readonly #files: ProjectFiles;
  readonly #parsed = new Map<string, Json | undefined>();
  #packages: ReadonlyMap<string, string> | undefined;

  constructor(files: ProjectFiles) {
    this.#files = files;
  }

  /** Paths that may be meant, without extension or with an emitted one, likeliest first. */
  list(from: string, specifier: string): readonly string[] {
    const targets = specifier.startsWith("#")
      ? this.#listImports(from, specifier)
      : [...this.#listPaths(from, specifier), ...this.#listPackages(specifier)];
    return targets.flatMap(({ folder, path }) => joinPath(folder, path) ?? []);
  }

  #listImports(from: string, specifier: string): readonly Place[] {
    const folder = foldersUp(folderOf(from)).find((at) => this.#read(at, "package.json"));
    if (folder === undefined) return [];
    const { imports } = this.#read(folder, "package.json") ?? {};
    return listExports(imports, specifier).map((path) => ({ folder, path }));
  }

  #listPackages(specifier: string): readonly Place[] {
    const [, name = "", rest = ""] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? [];
    const folder = this.#listNames().get(name);
    if (folder === undefined) return [];
    const manifest = this.#read(folder, "package.json") ?? {};
    return listTargets(manifest, `.${rest}`).map((path) => ({ folder, path }));
  }

  /** The folder of each package that a source file of the project belongs to, by its name. */
  #listNames(): ReadonlyMap<string, string> {
    if (this.#packages !== undefined) return this.#packages;
    const folders = new Set(this.#files.paths.map(folderOf));
    for (const folder of folders) for (const above of foldersUp(folder)) folders.add(above);
    const names = new Map<string, string>();
    for (const folder of [...folders].toSorted()) {
      const name = this.#read(folder, "package.json")?.["name"];
      if (typeof name === "string" && !names.has(name)) names.set(name, folder);
    }
    this.#packages = names;
    return names;
  }

  #listPaths(from: string, specifier: string): readonly Place[] {
    const folder = foldersUp(folderOf(from)).find((at) => this.#read(at, "tsconfig.json"));
    const found = folder === undefined ? undefined : this.#findPaths(folder, "tsconfig.json");
    return found === undefined
      ? []
      : listExports(asMap(found.paths), `./${specifier}`).map((path) => ({
          folder: found.folder,
          path,
        }));
  }

  /** The nearest `paths` up the chain of `extends`, with the folder that they are relative to. */
  #findPaths(folder: string, name: string, hops: number = MOST_EXTENDED): FoundPaths | undefined {
    const config = this.#read(folder, name);
    if (config === undefined || hops === 0) return undefined;
    const options = isRecord(config["compilerOptions"]) ? config["compilerOptions"] : {};
    const { paths, baseUrl } = options;
    if (isRecord(paths)) {
      const base = typeof baseUrl === "string" ? joinPath(folder, baseUrl) : folder;
      return base === undefined ? undefined : { folder: base === "" ? "." : base, paths };
    }
    const extended = [config["extends"]].flat().filter((path) => typeof path === "string");
    for (const path of extended.toReversed()) {
      const target = path.startsWith(".") ? joinPath(folder, path) : undefined;
      if (target === undefined) continue;
      const file = target.endsWith(".json") ? target : `${target}.json`;
      const found = this.#findPaths(
        folderOf(file),
        file.slice(file.lastIndexOf("/") + 1),
        hops - 1,
      );
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A file of a folder as JSON, with comments; undefined where there is none, or another shape. */
  #read(folder: string, name: string): Json | undefined {
    const path = folder === "." ? name : `${folder}/${name}`;
    if (this.#parsed.has(path)) return this.#parsed.get(path);
    const text = this.#files.read(path);
    const json: unknown =
      text === undefined ? undefined : parseJsonc(text, [], { allowTrailingComma: true });
    const found = isRecord(json) ? json : undefined;
    this.#parsed.set(path, found);
    return found;
  }
}

interface Place {
  readonly folder: string;
  readonly path: string;
}

interface FoundPaths {
  readonly folder: string;
  readonly paths: Json;
}

/** `paths` of a tsconfig.json in the shape of `exports`: `"@/*": ["src/*"]`. */
function asMap(paths: Json): Json {
  return Object.fromEntries(
    Object.entries(paths).map(([pattern, targets]) => [`./${pattern}`, targets]),
  );
}
