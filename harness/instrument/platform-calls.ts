import { currentActor } from "../trace/current-actor.ts";
import { followPromise } from "./follow-promise.ts";
import type { ActivityKind } from "../trace/record.ts";
import { nameOfClass } from "./class-name.ts";
import { shadowMethod } from "./shadow.ts";

// Bindings that are asked by methods of their own; a database asks by `fetch`.
const BINDINGS = new Set(["KvNamespace", "R2Bucket", "WorkerQueue", "Queue"]);
const BODY_READS = ["arrayBuffer", "blob", "bytes", "formData", "json", "text"];

/**
 * Observes what watched actors ask of the platform and await: bindings, caches, cryptography and bodies. Most is asked
 * by an entry, which lasts as long; but whoever asks and is awaited by nobody, as the handlers of many libraries are,
 * would not be seen at work.
 */
export function observePlatformCalls(bindings: object): void {
  const asked = Object.entries(bindings).filter(([, it]) => BINDINGS.has(nameOfClass(it)));
  const named = new Map<unknown, string>(asked.map(([key, it]) => [it, key]));
  named.set(caches.default, "caches").set(crypto.subtle, "crypto.subtle");
  for (const prototype of new Set([...named.keys()].map(prototypeOf))) {
    for (const name of listMethods(prototype)) observe(prototype, name, { kind: "fetch", named });
  }
  for (const prototype of [Request.prototype, Response.prototype]) {
    for (const name of BODY_READS) observe(prototype, name, { kind: "body", named });
  }
}

interface Observed {
  readonly kind: ActivityKind;
  /** What to call an object, for those whose class says little. */
  readonly named: ReadonlyMap<unknown, string>;
}

function observe(prototype: object, name: string, { kind, named }: Observed): void {
  shadowMethod(prototype, name, (method, site) => (self, parameters) => {
    const result = method(self, parameters);
    const record = currentActor();
    if (record === undefined || !(result instanceof Promise)) return result;
    const whose = named.get(self) ?? nameOfClass(self);
    const start = { kind, name: `${whose}.${name}` };
    // A body is read all the time, and is never what is looked for.
    return followPromise(result, record, kind === "body" ? start : { ...start, site: site() });
  });
}

function listMethods(prototype: object): readonly string[] {
  // By descriptor: getters of the runtime's classes fail on the prototype.
  return Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { value }]) =>
    typeof value === "function" && name !== "constructor" ? [name] : [],
  );
}

function prototypeOf(value: unknown): object {
  const prototype: unknown = Object.getPrototypeOf(value);
  return typeof prototype === "object" && prototype !== null ? prototype : {};
}
