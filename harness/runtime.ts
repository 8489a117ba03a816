/** The only file that knows the test runtime: everything else of the harness goes through it. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";

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
  return runInDurableObject(stub, callback);
}

/** Drops the instance from memory once it is idle; hibernatable sockets stay open or are closed. */
export function evictActor(
  stub: DurableObjectStub<Rpc.DurableObjectBranded>,
  webSockets: "hibernate" | "close",
): Promise<void> {
  return evictDurableObject(stub, { webSockets });
}

// Taken at import: `vi.useFakeTimers()` in a test must not stop the harness's own deadlines.
const { setTimeout, clearTimeout } = globalThis;

/** Calls `callback` after `ms` of real time; the returned function cancels it. */
export function startTimer(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}

/** Resolves after one full turn of the runtime's event loop, in which other actors make progress. */
export function nextTurn(): Promise<void> {
  return scheduler.wait(0);
}

/** Milliseconds of real time from a fixed but arbitrary start. */
export function monotonicNow(): number {
  return performance.now();
}
