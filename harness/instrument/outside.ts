import { rememberInner } from "../workerd/inner-instance.ts";
import { enterBy } from "./entries.ts";

type Method = (...parameters: readonly unknown[]) => unknown;

// By which the runtime enters, on whichever object they are found.
const ENTRIES = new Set(["fetch", "alarm", "webSocketMessage", "webSocketClose", "webSocketError"]);
// The test runtime skips these when an actor lacks them, and then nobody would know that a frame came.
const OBSERVED_ANYWAY = new Set(["webSocketMessage", "webSocketClose"]);
const NOTHING: Method = () => undefined;

/**
 * Gives an instance as it is seen from outside, by the test runtime: whoever reads a method there enters the actor by
 * it. The instance itself knows nothing of it.
 */
export function viewFromOutside(instance: object): object {
  const doors = new Map<string, { readonly method: unknown; readonly door: Method }>();
  const openDoor = (name: string, method: Function): Method => {
    const before = doors.get(name);
    if (before?.method === method) return before.door;
    const enter = enterBy(name, method);
    const door: Method = (...parameters) => enter(instance, parameters);
    // Stack traces, spies and `length` checks see what they would see.
    Object.defineProperty(door, "name", { value: name });
    Object.defineProperty(door, "length", { value: method.length });
    doors.set(name, { method, door });
    return door;
  };
  const view = new Proxy(instance, {
    get: (_target, name) => {
      const value: unknown = Reflect.get(instance, name);
      if (typeof name === "symbol") return value;
      if (value === undefined && OBSERVED_ANYWAY.has(name)) return openDoor(name, NOTHING);
      return typeof value === "function" && isDoor(instance, name) ? openDoor(name, value) : value;
    },
    set: (_target, name, value) => Reflect.set(instance, name, value),
  });
  rememberInner(view, instance);
  return view;
}

/** What an object has of its own cannot be called from outside, and what all objects have is no method of an actor. */
function isDoor(instance: object, name: string): boolean {
  return ENTRIES.has(name) || !(Object.hasOwn(instance, name) || name in Object.prototype);
}
