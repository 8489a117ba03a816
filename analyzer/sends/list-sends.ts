import { ts } from "ts-morph";
import type { Actor } from "../model.ts";
import type { Module } from "../modules/module.ts";
import type { ModuleTable } from "../modules/module-table.ts";
import { folderOf } from "../modules/project-files.ts";
import { Stubs, type StubOf } from "./stub-of.ts";
import { unlessTooDeep } from "../modules/unless-too-deep.ts";

/** A place in the source where something is sent to an actor through its stub. */
export interface Send {
  readonly actor: Actor;
  /** The method that is called: `fetch`, or an RPC method's name. */
  readonly method: string;
  readonly path: string;
  readonly line: number;
  readonly call: ts.CallExpression;
  readonly module: Module;
}

/** What every stub and promise has by itself. */
const OWN: ReadonlySet<string> = new Set(["connect", "then", "catch", "finally", "dup"]);

/**
 * The calls on stubs of actors in the given files, in their order. Only what the text tells without types is found:
 * `env.ROOM.get(id).join(...)`, variables and functions that hold such a stub, and declared stub types.
 */
export function listSends(
  paths: readonly string[],
  actors: readonly Actor[],
  modules: ModuleTable,
): readonly Send[] {
  const bindings = new Set(actors.flatMap(({ binding }) => binding ?? []));
  const words = [...bindings, "DurableObjectStub"];
  return paths.toSorted().flatMap((path) => {
    const text = modules.files.read(path);
    if (text === undefined || !words.some((word) => text.includes(word))) return [];
    const module = modules.get(path);
    return module ? (unlessTooDeep(() => sendsIn(module, actors, bindings)) ?? []) : [];
  });
}

function sendsIn(
  module: Module,
  actors: readonly Actor[],
  bindings: ReadonlySet<string>,
): readonly Send[] {
  const { source, path } = module;
  const stubs = new Stubs(source, bindings);
  const sends: Send[] = [];
  const search = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name, expression } = node.expression;
      const stub = OWN.has(name.text) ? undefined : stubs.of(expression);
      const actor = stub && actorOf(stub, path, actors);
      if (actor) {
        const { line } = source.getLineAndCharacterOfPosition(name.getStart(source));
        sends.push({ actor, method: name.text, path, line: line + 1, call: node, module });
      }
    }
    ts.forEachChild(node, search);
  };
  search(source);
  return sends;
}

/** Two Workers of one repository may bind different classes under one name: the nearest counts. */
function actorOf(stub: StubOf, path: string, actors: readonly Actor[]): Actor | undefined {
  const named = actors.filter((actor) =>
    stub.by === "binding" ? actor.binding === stub.name : actor.name === stub.name,
  );
  const near = (actor: Actor): number => sharedFolders(actor.path, path);
  return named.toSorted((left, right) => near(right) - near(left))[0];
}

function sharedFolders(left: string, right: string): number {
  const [a, b] = [folderOf(left).split("/"), folderOf(right).split("/")];
  const differs = a.findIndex((part, index) => part !== b[index]);
  return differs === -1 ? a.length : differs;
}
