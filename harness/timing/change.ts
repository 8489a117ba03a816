import { monotonicNow, nextTurn, pause } from "../workerd/runtime.ts";

// Most changes come at once; of others it is early enough to hear a little later.
const QUICK_LOOKS = 20;
const SLOW_LOOK_MS = 2;

/**
 * Waits until `read` gives another value, and for `ms` at most. It looks again and again: what an actor writes can be
 * read from everywhere, but who waits for a promise that an actor resolves may, on a busy machine, go on inside that
 * actor, whose context is not the test's (workerd 1.20261102.1).
 */
export async function awaitChange(read: () => unknown, ms: number): Promise<void> {
  const before = read();
  const end = monotonicNow() + ms;
  for (let looks = 0; read() === before && monotonicNow() < end; looks += 1) {
    await (looks < QUICK_LOOKS ? nextTurn() : pause(SLOW_LOOK_MS));
  }
}
