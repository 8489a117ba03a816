import type { ActorRecord } from "./record.ts";

/**
 * Counts a call as on its way from when it is sent until it is answered. Together with the entries that run it tells
 * whether something is in transit to or from an actor.
 */
export function trackCall(callee: ActorRecord | undefined, answer: unknown): void {
  if (callee === undefined || !isThenable(answer)) return;
  callee.callsSent += 1;
  const end = (): void => {
    callee.callsSent -= 1;
  };
  answer.then(end, end);
}

interface Thenable {
  then(onFulfilled: () => void, onRejected: () => void): unknown;
}

function isThenable(value: unknown): value is Thenable {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
  return "then" in value && typeof value.then === "function";
}
