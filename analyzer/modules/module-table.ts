import { parseSource, type ts } from "../inventory/syntax.ts";
import { Aliases } from "./aliases.ts";
import { describeModule, type ImportedName, type Module } from "./module.ts";
import { folderOf, type ProjectFiles } from "./project-files.ts";
import { candidates, resolveImport } from "./resolve-import.ts";
import { unlessTooDeep } from "./unless-too-deep.ts";

/** What a name stands for: code of the project, a whole module of it, or something from a package. */
export type Target =
  | { readonly kind: "declaration"; readonly module: Module; readonly node: ts.Node }
  | { readonly kind: "module"; readonly module: Module }
  | { readonly kind: "library"; readonly specifier: string; readonly name: string };

/** What an import leads to: undefined for what is no file of the project. */
interface Found {
  readonly path: string | undefined;
  /** The files that were looked for, there or not. */
  readonly asked: readonly string[];
}

/** Re-exports deeper than this are a cycle. */
const MOST_HOPS = 20;

/** Parses the modules that are asked for, each once, and follows names from module to module. */
export class ModuleTable {
  readonly files: ProjectFiles;
  readonly #aliases: Aliases;
  /** By folder and specifier. */
  readonly #found = new Map<string, Found>();
  readonly #existing = new Map<string, boolean>();
  readonly #modules = new Map<string, Module | undefined>();

  constructor(files: ProjectFiles) {
    this.files = files;
    this.#aliases = new Aliases(files);
  }

  /** The module of a path; undefined where there is no such file, or none that can be parsed. */
  get(path: string): Module | undefined {
    this.files.onAsk?.(path);
    if (this.#modules.has(path)) return this.#modules.get(path);
    const text = this.files.read(path);
    const module =
      text === undefined
        ? undefined
        : unlessTooDeep(() => describeModule(path, parseSource(path, text)));
    this.#modules.set(path, module);
    return module;
  }

  /** What a top-level or imported name of a module stands for. */
  resolve(module: Module, name: string): Target | undefined {
    return this.#resolveLocal(module, name, MOST_HOPS);
  }

  /** What a module gives under a name. */
  resolveExport(module: Module, name: string): Target | undefined {
    return this.#resolveExport(module, name, MOST_HOPS);
  }

  readonly #exists = (path: string): boolean => {
    const known = this.#existing.get(path);
    if (known !== undefined) return known;
    const exists = this.files.read(path) !== undefined;
    this.#existing.set(path, exists);
    return exists;
  };

  #resolveLocal(module: Module, name: string, hops: number): Target | undefined {
    const node = module.declarations.get(name);
    if (node) return { kind: "declaration", module, node };
    const imported = module.imports.get(name);
    return imported && this.#follow(module, imported, hops);
  }

  #follow(module: Module, { specifier, name }: ImportedName, hops: number): Target | undefined {
    const path = this.#find(module.path, specifier);
    if (path === undefined) return { kind: "library", specifier, name };
    const target = this.get(path);
    if (!target) return undefined;
    return name === "*"
      ? { kind: "module", module: target }
      : this.#resolveExport(target, name, hops - 1);
  }

  #find(from: string, specifier: string): string | undefined {
    const key = `${folderOf(from)}\n${specifier}`;
    const known = this.#found.get(key) ?? this.#search(from, specifier);
    this.#found.set(key, known);
    for (const path of known.asked) this.files.onAsk?.(path);
    return known.path;
  }

  #search(from: string, specifier: string): Found {
    const asked: string[] = [];
    const exists = (path: string): boolean => {
      asked.push(path);
      return this.#exists(path);
    };
    const path =
      resolveImport(from, specifier, exists) ??
      this.#aliases.list(from, specifier).flatMap(candidates).find(exists);
    return { path, asked };
  }

  #resolveExport(module: Module, name: string, hops: number): Target | undefined {
    if (hops <= 0) return undefined;
    const local = module.exports.get(name);
    if (local !== undefined) return this.#resolveLocal(module, local, hops);
    const reexported = module.reexports.get(name);
    if (reexported) return this.#follow(module, reexported, hops);
    for (const specifier of module.stars) {
      const found = this.#follow(module, { specifier, name }, hops);
      if (found && found.kind !== "library") return found;
    }
    return undefined;
  }
}
