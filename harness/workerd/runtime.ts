/** The only file that knows the test runtime: everything else of the harness goes through it. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
// oxlint-disable-next-line no-restricted-imports -- workerd's own module: it has no other name for it
import { AsyncLocalStorage } from "node:async_hooks";
import { inject } from "vitest";
import { innerInstance } from "./inner-instance.ts";
import { keepMainModule } from "./main-module.ts";
import { restoreSourceMaps } from "../failures/source-maps.ts";

// At import: also a test that opens no scope may fail.
restoreSourceMaps();

/** An actor's instance and the state the runtime gave it. */
export type InsideCallback<Instance extends Rpc.DurableObjectBranded, Result> = (
  instance: Instance,
  state: DurableObjectState,
) => Result | Promise<Result>;

/** Runs `callback` in the actor's own input and output context; constructs the actor if it is not running. */
export function runInside<Instance extends Rpc.DurableObjectBranded, Result>(
  stub: DurableObjectStub<Instance>,
  callback: InsideCallback<Instance, Result>,
): Promise<Result> {
  return runInDurableObject(stub, (instance: Instance, state) =>
    callback(innerInstance(instance), state),
  );
}

/** Drops the instance from memory once it is idle; hibernatable sockets stay open or are closed. */
export function evictActor(
  stub: DurableObjectStub<Rpc.DurableObjectBranded>,
  webSockets: "hibernate" | "close",
): Promise<void> {
  return evictDurableObject(stub, { webSockets });
}

/** A value that a call hands to everything that it runs, however asynchronously. */
export interface Ambient<Value> {
  readonly current: () => Value | undefined;
  readonly run: <Result>(value: Value, body: () => Result) => Result;
}

/** Opens an ambient value that nothing has set yet. It does not cross calls between actors. */
export function openAmbient<Value>(): Ambient<Value> {
  const storage = new AsyncLocalStorage<Value>();
  return {
    current: () => storage.getStore(),
    run: (value, body) => storage.run(value, body),
  };
}

// Taken at import: `vi.useFakeTimers()` in a test must not stop the harness's own deadlines.
const { setTimeout, clearTimeout } = globalThis;
const wait = scheduler.wait.bind(scheduler);

/** Calls `callback` after `ms` of real time; the returned function cancels it. */
export function startTimer(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}

/** Resolves after `ms` of real time. */
export function pause(ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  startTimer(Math.max(0, ms), resolve);
  return promise;
}

/** Resolves after one full turn of the runtime's event loop, in which other actors make progress. */
export function nextTurn(): Promise<void> {
  return wait(0);
}

/** Milliseconds of real time from a fixed but arbitrary start. */
export function monotonicNow(): number {
  return performance.now();
}

/**
 * Imports the Worker's main module, the very instance that the actors run from.
 * Gives an empty module when the test runtime does not say which one it is.
 */
export async function importMainModule(): Promise<Readonly<Record<string, unknown>>> {
  const main = readMainPath();
  if (main === undefined) return {};
  const module: Readonly<Record<string, unknown>> = await import(/* @vite-ignore */ main);
  return module;
}

/** Lets actors find their classes at once, in what `prepare` makes of the main module: the same for the same. */
export function keepMain(prepare: (exports: object) => object): void {
  const main = readMainPath();
  if (main !== undefined) keepMainModule(main, prepare);
}

function readMainPath(): string | undefined {
  // Provided by @cloudflare/vitest-plugin 1.5 and vitest-pool-workers 0.23 to their own worker code.
  const options: unknown = Reflect.apply(inject, undefined, ["cloudflarePoolOptions"]);
  if (typeof options !== "string") return undefined;
  const parsed: unknown = JSON.parse(options);
  if (typeof parsed !== "object" || parsed === null || !("main" in parsed)) return undefined;
  return typeof parsed.main === "string" ? parsed.main : undefined;
}

/** What an actor is known by. */
export interface ActorIdentity {
  readonly id: string;
  /** The name that the id was made from, if that is known. */
  readonly name: string | undefined;
}

/** Lists the namespaces of actors: of bindings, and of classes that the Worker exports and nothing binds. */
export function listNamespaces(): readonly DurableObjectNamespace<Rpc.DurableObjectBranded>[] {
  const all: readonly unknown[] = [...Object.values(env), ...Object.values(exports)];
  return all.filter(isNamespace);
}

/** Gives a fresh stub of an actor, whichever namespace it belongs to. */
export function findStub({
  id,
  name,
}: ActorIdentity): DurableObjectStub<Rpc.DurableObjectBranded> | undefined {
  for (const namespace of listNamespaces()) {
    try {
      const plain = namespace.idFromString(id);
      // An actor that this call constructs asks its id for the name.
      const named = name === undefined ? plain : namespace.idFromName(name);
      return namespace.get(named.equals(plain) ? named : plain);
    } catch {
      // An id of another namespace: the runtime offers no other way to ask.
    }
  }
  return undefined;
}

/** Says whether a binding is a Durable Object namespace. */
export function isNamespace(
  binding: unknown,
): binding is DurableObjectNamespace<Rpc.DurableObjectBranded> {
  // By class name: `in` and property reads say yes to everything on a service binding or stub.
  // Those of `exports` can be called, to be specialised.
  if (typeof binding !== "function" && (typeof binding !== "object" || binding === null))
    return false;
  return /^(?:Loopback)?DurableObjectNamespace$/.test(binding.constructor.name);
}
