import { DurableObject } from "cloudflare:workers";
import type { ActorRecord } from "./record.ts";
import { announceUpgrade, recordOf } from "./registry.ts";

type Method = (...parameters: unknown[]) => unknown;

// The test runtime skips these when an actor lacks them, and then nobody would know that a frame came.
const OBSERVED_ANYWAY = ["webSocketMessage", "webSocketClose"];

/** Wraps the entries and methods of an actor's class, inherited ones too, on its own prototype. */
export function wrapEntries(prototype: object): void {
  for (const name of OBSERVED_ANYWAY) {
    if (!(name in prototype))
      Object.defineProperty(prototype, name, { value: () => {}, configurable: true });
  }
  for (const [name, method] of listMethods(prototype)) {
    Object.defineProperty(prototype, name, {
      value: wrapMethod(name, method),
      writable: true,
      configurable: true,
      enumerable: false,
    });
  }
}

function listMethods(prototype: object): ReadonlyMap<string, Method> {
  const methods = new Map<string, Method>();
  let current: unknown = prototype;
  while (current instanceof DurableObject) {
    for (const name of Object.getOwnPropertyNames(current)) {
      const method: unknown = Object.getOwnPropertyDescriptor(current, name)?.value;
      if (name === "constructor" || methods.has(name) || typeof method !== "function") continue;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a function takes and gives what it likes
      methods.set(name, method as Method);
    }
    current = Object.getPrototypeOf(current);
  }
  return methods;
}

function wrapMethod(name: string, method: Method): Method {
  const wrapper = function (this: object, ...parameters: unknown[]): unknown {
    if (name === "fetch") announceUpgrade(this, parameters[0]);
    const record = recordOf(this);
    if (record === undefined) return Reflect.apply(method, this, parameters);
    return runEntry(record, name, {
      run: () => Reflect.apply(method, this, parameters),
      after: () => {
        if (name === "webSocketClose") rememberClose(record, parameters);
      },
    });
  };
  // Stack traces, spies and `length` checks see what they saw before.
  Object.defineProperty(wrapper, "name", { value: name });
  Object.defineProperty(wrapper, "length", { value: method.length });
  return wrapper;
}

function runEntry(
  record: ActorRecord,
  name: string,
  entry: { run(): unknown; after(): void },
): unknown {
  const end = record.begin("entry", name);
  const finish = (): void => {
    entry.after();
    end();
  };
  let result: unknown;
  try {
    result = entry.run();
  } catch (error) {
    finish();
    throw error;
  }
  if (!(result instanceof Promise)) {
    finish();
    return result;
  }
  // The actor's own promise is handed on: its order among other microtasks stays what it was.
  result.then(finish, finish);
  return result;
}

function rememberClose(record: ActorRecord, [, code, reason]: readonly unknown[]): void {
  if (typeof code !== "number" || typeof reason !== "string") return;
  record.handledCloses.push({ code, reason });
}
