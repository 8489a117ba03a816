import { DurableObject, RpcTarget, WorkerEntrypoint, WorkflowEntrypoint } from "cloudflare:workers";
import { beginInstance } from "./instances.ts";
import { isState, rememberInstance } from "./registry.ts";

/** A class of actors that extends nothing of the runtime's, as all did once: entered by `fetch`, never by calls. */
export interface PlainClass {
  new (...parameters: readonly unknown[]): object;
  readonly prototype: object;
}

const BASES = [DurableObject, RpcTarget, WorkerEntrypoint, WorkflowEntrypoint];
const ENTRIES = ["fetch", "alarm", "webSocketMessage"];

// Always the same: the test runtime gives an actor up whose class has changed.
const observed = new WeakMap<object, object>();

/** Says whether a value is a class that may be one of actors, though it extends nothing of the runtime's. */
export function isPlainClass(value: unknown): value is PlainClass {
  if (typeof value !== "function") return false;
  const { prototype }: { readonly prototype?: unknown } = value;
  if (typeof prototype !== "object" || prototype === null) return false;
  if (BASES.some((base) => prototype instanceof base)) return false;
  return ENTRIES.some((name) => typeof Reflect.get(prototype, name) === "function");
}

/**
 * Gives a module in which each plain class of actors tells of its instances. Nothing can be put between such a class
 * and what it extends, so that another stands in for it where the test runtime looks it up.
 */
export function observePlainClasses(module: object): object {
  const known = observed.get(module);
  if (known !== undefined) return known;
  const hasPlain = Object.values(module).some(isPlainClass);
  const stand = hasPlain ? new Proxy(module, { get: readExport }) : module;
  observed.set(module, stand);
  return stand;
}

function readExport(module: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(module, name);
  if (!isPlainClass(value)) return value;
  const stand = observed.get(value) ?? new Proxy(value, { construct });
  observed.set(value, stand);
  return stand;
}

function construct(actorClass: PlainClass, parameters: readonly unknown[]): object {
  const [state] = parameters;
  if (!isState(state)) return Reflect.construct(actorClass, parameters);
  beginInstance(state, actorClass.name);
  const instance = Reflect.construct(actorClass, parameters);
  rememberInstance(instance, state);
  return instance;
}
