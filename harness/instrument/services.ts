import { listNamespaces } from "../workerd/runtime.ts";
import { currentActor } from "../trace/current-actor.ts";
import { followPromise } from "./follow-promise.ts";
import { perform } from "../trace/interception.ts";
import { announceLink } from "./link-calls.ts";
import { nameOfClass } from "./class-name.ts";
import { requestedUrl } from "./requested-url.ts";
import type { ActorRecord } from "../trace/record.ts";
import { type Invoke, shadowMethod } from "./shadow.ts";

// What the test runtime talks to itself by.
const INTERNAL = /^__VITEST/;

/**
 * Observes requests of watched actors to services: other Workers, and the routes of their own one, be it as a binding
 * or as `ctx.exports`. What an actor asks another actor directly is observed at its stub.
 */
export function observeServices(bindings: object): void {
  const prototype = findPrototype();
  if (prototype === undefined) return;
  const entries = Object.entries(bindings);
  const internal = new Set<unknown>(
    entries.filter(([key]) => INTERNAL.test(key)).map(([, it]) => it),
  );
  const services = new Set<unknown>(Object.values(bindings));
  shadowMethod(prototype, "fetch", (fetch, site) => (self, parameters) => {
    const record = currentActor();
    const kind = nameOfClass(self);
    if (record === undefined || kind === "DurableObject" || internal.has(self))
      return fetch(self, parameters);
    const [target] = parameters;
    const name = requestedUrl(target);
    const run = (): unknown => request(record, { fetch, self, parameters });
    const isService = services.has(self) || kind === "LoopbackServiceStub";
    const operation = { kind: "fetch", name, detail: target, isSynchronous: false } as const;
    // What a database asks its service is no request of the actor's.
    const answer = isService ? perform(record, { ...operation, parameters, run }) : run();
    if (!(answer instanceof Promise)) return answer;
    return followPromise(answer, record, { kind: "call", name: `fetch ${name}`, site: site() });
  });
}

interface ServiceRequest {
  readonly fetch: Invoke;
  readonly self: unknown;
  readonly parameters: readonly unknown[];
}

function request(caller: ActorRecord, { fetch, self, parameters }: ServiceRequest): unknown {
  const link = announceLink(caller, parameters);
  const answer = fetch(self, link?.parameters ?? parameters);
  if (link !== undefined && answer instanceof Promise) answer.then(link.answered, () => {});
  return answer;
}

/** Finds what all stubs inherit `fetch` from: it has no global name. */
function findPrototype(): object | undefined {
  const [namespace] = listNamespaces();
  let current: unknown = namespace?.get(namespace.idFromName(""));
  // Upwards only: a stub itself says yes to every name.
  do {
    if (typeof current !== "object" || current === null) return undefined;
    current = Object.getPrototypeOf(current);
  } while (!isFetcher(current));
  return current;
}

function isFetcher(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "fetch");
}
