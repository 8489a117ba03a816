import { DurableObject, RpcTarget, WorkerEntrypoint, WorkflowEntrypoint } from "cloudflare:workers";
import { beginInstance } from "./instances.ts";
import { viewFromOutside } from "./outside.ts";
import { isState, rememberInstance } from "../trace/registry.ts";

interface ActorClass {
  new (...parameters: readonly unknown[]): object;
  readonly prototype: object;
}

const OTHERS = [RpcTarget, WorkerEntrypoint, WorkflowEntrypoint];
const ENTRIES = ["fetch", "alarm", "webSocketMessage"];

// Always the same: the test runtime gives an actor up whose class has changed.
const standIns = new WeakMap<object, object>();
const known = new WeakSet<object>();

/**
 * Gives a module in which another class stands in for each class of actors: its instances tell when they are
 * constructed, and are seen from outside as {@link viewFromOutside} has it. The class itself, what it extends and its
 * instances stay as they are, so that they find what they expect wherever they look: libraries compare methods, list
 * those that a class has of its own, and remember what they know of each.
 */
export function standInForClasses(module: object): object {
  return standIn(module, () => {
    const has = Object.values(module).some(isActorClass);
    return has ? new Proxy(module, { get: readExport }) : module;
  });
}

function readExport(module: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(module, name);
  return isActorClass(value) ? standIn(value, () => new Proxy(value, { construct })) : value;
}

function standIn(value: object, make: () => object): object {
  // A module may hand on what stands in already.
  if (known.has(value)) return value;
  const made = standIns.get(value) ?? make();
  standIns.set(value, made);
  known.add(made);
  return made;
}

function construct(actorClass: ActorClass, parameters: readonly unknown[]): object {
  const [state] = parameters;
  if (!isState(state)) return Reflect.construct(actorClass, parameters);
  beginInstance(state, actorClass.name);
  const instance = Reflect.construct(actorClass, parameters);
  rememberInstance(instance, state);
  return viewFromOutside(instance);
}

/** Also true of a class that extends nothing of the runtime's, as all did once, and has an entry of actors. */
function isActorClass(value: unknown): value is ActorClass {
  if (typeof value !== "function") return false;
  const { prototype }: { readonly prototype?: unknown } = value;
  if (typeof prototype !== "object" || prototype === null) return false;
  if (prototype instanceof DurableObject) return true;
  if (OTHERS.some((base) => prototype instanceof base)) return false;
  return ENTRIES.some((name) => typeof Reflect.get(prototype, name) === "function");
}
