import { ts } from "ts-morph";
import type { Entry } from "../model.ts";
import type { Heritage, ProjectClass } from "../modules/heritage.ts";

/** What the runtime itself calls, on any Durable Object. */
const RUNTIME: ReadonlyMap<string, Entry["kind"]> = new Map([
  ["fetch", "fetch"],
  ["alarm", "alarm"],
  ["webSocketMessage", "websocket"],
  ["webSocketClose", "websocket"],
  ["webSocketError", "websocket"],
]);

/** What library bases call on the classes that extend them, where it is more than their own life cycle. */
const LIBRARY: ReadonlyMap<string, Entry["kind"]> = new Map([
  ["onRequest", "fetch"],
  ["onAlarm", "alarm"],
  ["onConnect", "websocket"],
  ["onMessage", "websocket"],
  ["onClose", "websocket"],
  ["onError", "websocket"],
  ["onChatMessage", "websocket"],
  ["onWebSocketMessage", "websocket"],
  ["onWebSocketConnect", "websocket"],
  ["onWebSocketDisconnect", "websocket"],
]);

/** An entry and the code it enters. */
export interface EntryPoint extends Entry {
  readonly owner: ProjectClass;
  readonly node: ts.ConstructorDeclaration | ts.MethodDeclaration | ts.GetAccessorDeclaration;
}

/** Every way into an actor, inherited ones included; an overriding method hides the one it overrides. */
export function entriesOf(heritage: Heritage): readonly EntryPoint[] {
  const entries = new Map<string, EntryPoint>();
  const hidden = new Set<string>();
  for (const owner of heritage.classes)
    for (const node of owner.node.members) {
      const name = entryName(node);
      if (name === undefined || hidden.has(name) || !hasBody(node)) continue;
      // Each constructor of the chain runs; the most derived one is the entry, `super()` leads to the others.
      hidden.add(name);
      const kind = kindOf(node, name, heritage);
      if (kind === undefined) continue;
      const unit = `${owner.name}.${name}`;
      const parameters = node.parameters.map((parameter) => sayParameter(parameter, owner));
      entries.set(name, { kind, name, unit, path: owner.module.path, parameters, owner, node });
    }
  return [...entries.values()];
}

function sayParameter({ name }: ts.ParameterDeclaration, { module }: ProjectClass): string {
  return name.getText(module.source).replace(/\s+/g, " ");
}

function hasBody(node: ts.ClassElement): node is EntryPoint["node"] {
  return (
    (ts.isConstructorDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isGetAccessorDeclaration(node)) &&
    node.body !== undefined
  );
}

function entryName(node: ts.ClassElement): string | undefined {
  if (ts.isConstructorDeclaration(node)) return "constructor";
  const { name } = node;
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined;
}

function kindOf(
  node: EntryPoint["node"],
  name: string,
  heritage: Heritage,
): Entry["kind"] | undefined {
  if (name === "constructor") return "lifecycle";
  const modifiers = (ts.getModifiers(node) ?? []).map((modifier) => modifier.kind);
  const runtime = RUNTIME.get(name);
  if (runtime) return runtime;
  const { root } = heritage;
  const fromLibrary = root === "library" || root === "unknown";
  const library = fromLibrary ? LIBRARY.get(name) : undefined;
  if (library) return library;
  // A hook is called by the base whatever its visibility; `override` without a base in the project tells one.
  if (fromLibrary && (/^on[A-Z]/.test(name) || overridesLibrary(modifiers, name, heritage)))
    return "lifecycle";
  if (modifiers.some(isHidden)) return undefined;
  // The runtime offers RPC only on classes that extend its own.
  return root === "implements" || root === "none" ? undefined : "rpc";
}

function isHidden(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.PrivateKeyword ||
    kind === ts.SyntaxKind.ProtectedKeyword ||
    kind === ts.SyntaxKind.StaticKeyword
  );
}

function overridesLibrary(
  modifiers: readonly ts.SyntaxKind[],
  name: string,
  heritage: Heritage,
): boolean {
  if (!modifiers.includes(ts.SyntaxKind.OverrideKeyword)) return false;
  const declaring = heritage.classes.filter(({ node }) =>
    node.members.some((member) => entryName(member) === name),
  );
  return declaring.length === 1;
}
