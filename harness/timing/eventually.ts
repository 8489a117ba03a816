import type { Waits } from "./waits.ts";
import { type CallSite, errorAt } from "../failures/errors.ts";
import { awaitChange } from "./change.ts";
import { monotonicNow } from "../workerd/runtime.ts";

/** What a retried body is given to wait with. */
export interface EventuallyOptions {
  readonly waits: Waits;
  readonly site: CallSite;
  readonly deadlineMs?: number | undefined;
  /** Calls back when something happened that may have changed the answer; the result unsubscribes. */
  readonly onActivity: (listener: () => void) => () => void;
  /** Gives another value whenever an actor has begun or ended something. */
  readonly version: () => string;
}

// Only for what nothing tells us of: a variable of the test, an actor of another Worker, an actor that died.
const SHORTEST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;

/** Runs `body` until it succeeds, woken by activity and otherwise after growing pauses. */
export async function eventually<Result>(
  body: () => Result | Promise<Result>,
  options: EventuallyOptions,
): Promise<Result> {
  const limit = options.waits.limit(options.deadlineMs);
  const end = monotonicNow() + limit.ms;
  let pauseMs = SHORTEST_PAUSE_MS;
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await body();
    } catch (cause) {
      const remaining = end - monotonicNow();
      if (remaining <= 0) {
        const last = cause instanceof Error ? cause.message : String(cause);
        const message = `Could not see the block succeed ${limit.text}: found it failing ${attempts} times, the last time with:\n  ${last}`;
        const error = errorAt(options.site, "deadline", message);
        error.cause = cause;
        throw error;
      }
      await pause(Math.min(pauseMs, remaining), options);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
}

async function pause(ms: number, { onActivity, version }: EventuallyOptions): Promise<void> {
  let heard = 0;
  const stopListening = onActivity(() => {
    heard += 1;
  });
  await awaitChange(() => `${heard} ${version()}`, ms);
  stopListening();
}
