import { ts } from "ts-morph";
import type { Actor } from "../model.ts";
import { entriesOf, type EntryPoint } from "./entries.ts";
import {
  heritageOf,
  isActorHeritage,
  type Heritage,
  type ProjectClass,
} from "../modules/heritage.ts";
import { listActorFiles } from "./list-actor-files.ts";
import type { Module } from "../modules/module.ts";
import { ModuleTable } from "../modules/module-table.ts";
import { folderOf, joinPath, type ProjectFiles } from "../modules/project-files.ts";
import { readWranglerConfigs, type WranglerConfig } from "./wrangler-config.ts";

/** An actor with the code it is made of. */
export interface FoundActor extends Actor {
  readonly heritage: Heritage;
  readonly entryPoints: readonly EntryPoint[];
}

/** The actors of a project, and the modules that were read to find them. */
export interface ActorProject {
  /** Sorted by file, then by place. */
  readonly actors: readonly FoundActor[];
  readonly modules: ModuleTable;
}

interface Candidate {
  readonly found: ProjectClass;
  readonly heritage: Heritage;
  readonly binding: string | null;
}

/**
 * Finds the Durable Object classes among the listed files: by heritage, through bases in other files, and by
 * wrangler's configuration. Abstract classes, and unbound ones that others extend, are bases and not actors.
 * Throws AnalyzerError "config-malformed" for a configuration that cannot be read.
 */
export function describeActors(files: ProjectFiles): ActorProject {
  const modules = new ModuleTable(files);
  const configs = readWranglerConfigs(files);
  const boundNames = new Set(configs.flatMap(({ bindings }) => bindings.map((b) => b.className)));
  const candidates = listActorFiles(files, boundNames).flatMap((path) => {
    const module = modules.get(path);
    return module ? classesOf(module).map((found) => weigh(found, modules, configs)) : [];
  });
  const bases = new Set(
    candidates.flatMap(({ heritage }) => heritage.classes.slice(1).map((c) => c.node)),
  );
  const actors = candidates
    .filter(({ found, heritage, binding }) => {
      if (isAbstract(found.node)) return false;
      if (binding !== null) return true;
      return isActorHeritage(heritage) && !bases.has(found.node);
    })
    .map(toActor);
  return { actors, modules };
}

function weigh(
  found: ProjectClass,
  modules: ModuleTable,
  configs: readonly WranglerConfig[],
): Candidate {
  return {
    found,
    heritage: heritageOf(modules, found),
    binding: bindingOf(found, modules, configs),
  };
}

/** The classes that a module declares at its top, also as `const X = class ...`. */
function classesOf(module: Module): readonly ProjectClass[] {
  return [...module.declarations].flatMap(([name, node]) => {
    if (ts.isClassLike(node)) return [{ name: node.name?.text ?? name, module, node }];
    if (
      ts.isVariableDeclaration(node) &&
      node.initializer &&
      ts.isClassExpression(node.initializer)
    )
      return [{ name, module, node: node.initializer }];
    return [];
  });
}

/** The name under which the nearest configuration binds a class. */
function bindingOf(
  { name, module, node }: ProjectClass,
  modules: ModuleTable,
  configs: readonly WranglerConfig[],
): string | null {
  const near = configs
    .filter(({ path }) => isBelow(module.path, folderOf(path)))
    .toSorted((left, right) => right.path.length - left.path.length);
  for (const config of near)
    for (const binding of config.bindings) {
      const exported = exportedClass(config, binding.className, modules);
      if (exported ? exported === node : binding.className === name) return binding.name;
    }
  return null;
}

/** The class that the Worker's entry module gives under the bound name; undefined when that cannot be followed. */
function exportedClass(
  { path, main }: WranglerConfig,
  className: string,
  modules: ModuleTable,
): ts.Node | undefined {
  const entry = main === undefined ? undefined : joinPath(folderOf(path), main);
  const module = entry === undefined ? undefined : modules.get(entry);
  const target = module && modules.resolveExport(module, className);
  if (target?.kind !== "declaration") return undefined;
  const { node } = target;
  return ts.isVariableDeclaration(node) ? node.initializer : node;
}

function isBelow(path: string, folder: string): boolean {
  return folder === "." || path.startsWith(`${folder}/`);
}

function isAbstract(node: ts.ClassLikeDeclaration): boolean {
  return (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword);
}

function toActor({ found, heritage, binding }: Candidate): FoundActor {
  const entryPoints = entriesOf(heritage);
  return {
    name: found.name,
    path: found.module.path,
    binding,
    entries: entryPoints.map(({ owner: _owner, node: _node, ...entry }) => entry),
    heritage,
    entryPoints,
  };
}
