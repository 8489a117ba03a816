import { captureCallSite } from "../failures/errors.ts";
import { listNamespaces } from "../workerd/runtime.ts";
import { currentActor } from "../trace/current-actor.ts";
import { copyParameters, isUnwatched, perform } from "../trace/interception.ts";
import { announceLink } from "./link-calls.ts";
import type { ActorRecord } from "../trace/record.ts";
import { recordOf } from "../trace/registry.ts";
import { shadowMethod } from "./shadow.ts";
import { trackCall } from "../trace/transit.ts";

type Stub = Record<string | symbol, unknown>;

// Our stub → the runtime's.
const originals = new WeakMap<object, object>();

/**
 * Observes calls from one watched actor to another, by handing actors stubs that report each call.
 * On the prototype, so that it reaches `this.env`, the `env` of `cloudflare:workers` and `ctx.exports` alike.
 */
export function observeCalls(): void {
  const [namespace] = listNamespaces();
  const prototype: unknown = namespace === undefined ? undefined : Object.getPrototypeOf(namespace);
  if (typeof prototype !== "object" || prototype === null) return;
  for (const name of ["get", "getByName"]) {
    shadowMethod(prototype, name, (method) => (self, parameters) => {
      const stub = method(self, parameters);
      const record = currentActor();
      return record === undefined || !isStub(stub) ? stub : observeStub(stub, record);
    });
  }
  for (const name of ["idFromName", "getByName"]) {
    shadowMethod(prototype, name, (method) => (self, [given, ...rest]) => {
      const record = currentActor();
      const isNamed = record !== undefined && typeof given === "string";
      return method(self, [isNamed ? localName(record, given) : given, ...rest]);
    });
  }
}

/** What an actor calls `main` is another actor in each scope, so that tests do not meet there. */
function localName(caller: ActorRecord, name: string): string {
  const [watcher, ...others] = caller.watchers;
  // An actor of several scopes belongs to none of them.
  if (watcher === undefined || others.length > 0) return name;
  return watcher.localName(caller.state?.id.name, name);
}

function isStub(value: unknown): value is Stub & { readonly id: DurableObjectId } {
  return typeof value === "object" && value !== null && "id" in value;
}

function observeStub(stub: Stub & { readonly id: DurableObjectId }, caller: ActorRecord): object {
  const callee = stub.id.toString();
  for (const watcher of caller.watchers) watcher.adopt(callee);
  const record = recordOf(callee);
  if (record !== undefined) record.name ??= stub.id.name;
  if (record?.isAlive === false) record.label = `actor "${stub.id.name ?? callee}"`;
  const proxy = new Proxy(stub, {
    get: (target, name) => {
      if (name === "id" || name === "name" || typeof name === "symbol") return read(target, name);
      return observeMethod(target, name, { caller, callee });
    },
  });
  originals.set(proxy, stub);
  return proxy;
}

interface Parties {
  readonly caller: ActorRecord;
  /** The id of the actor that is called. */
  readonly callee: string;
}

function observeMethod(target: Stub, name: string, { caller, callee }: Parties): unknown {
  const value: unknown = target[name];
  if (typeof value !== "function") return value;
  const call = (...parameters: unknown[]): unknown => {
    const label = recordOf(callee)?.label ?? callee;
    const site = captureCallSite(call);
    const activity = caller.begin({ kind: "call", name: `call ${label}.${name}`, site });
    const run = (): unknown => {
      const given = isUnwatched(caller) ? parameters : copyParameters(parameters);
      const link = name === "fetch" ? announceLink(caller, given) : undefined;
      const answer = invoke(target, name, (link?.parameters ?? given).map(unwrap));
      trackCall(recordOf(callee), answer);
      // Before the actor goes on with it.
      if (link !== undefined && isThenable(answer)) answer.then(link.answered, () => {});
      return answer;
    };
    const request = {
      kind: "call",
      name,
      detail: label,
      parameters,
      isSynchronous: false,
    } as const;
    return followCall(perform(caller, { ...request, run }), () => caller.end(activity));
  };
  return new Proxy(call, {
    // A remote property can be awaited and read from without being called.
    get: (_target, property) => read(value, property),
  });
}

/** Calls a method of a stub as one: `apply` would be sent to the actor as a method name. */
function invoke(target: Stub, name: string, parameters: readonly unknown[]): unknown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by the caller; a lookup would detach it
  const callable = target as Record<string, (...given: readonly unknown[]) => unknown>;
  return callable[name]?.(...parameters);
}

/**
 * Ends the activity when the call does, and hands the runtime's own promise on, so that calls can be pipelined.
 * A rejection that the actor never looks at is still reported as unhandled.
 */
function followCall(result: unknown, end: () => void): unknown {
  if (!isThenable(result)) {
    end();
    return result;
  }
  let isHandled = false;
  result.then(end, (error: unknown) => {
    end();
    if (!isHandled) void Promise.reject(error);
  });
  return new Proxy(result, {
    get: (target, name) => {
      isHandled = true;
      return read(target, name);
    },
  });
}

/** Reads a property of an object of the runtime; its own methods work on it alone, remote ones need not be bound. */
function read(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  const isOwn = typeof name === "symbol" || ["then", "catch", "finally"].includes(name);
  return isOwn && typeof value === "function" ? (value.bind(target) as unknown) : value;
}

interface Thenable extends Record<string, unknown> {
  then(onFulfilled: (result: unknown) => void, onRejected: (error: unknown) => void): unknown;
}

function isThenable(value: unknown): value is Thenable {
  return (
    (typeof value === "object" || typeof value === "function") &&
    value !== null &&
    "then" in value &&
    typeof value.then === "function"
  );
}

/** Gives the runtime's own object for one of ours: only that can be sent to another actor. */
function unwrap(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (originals.get(value) ?? value) : value;
}
