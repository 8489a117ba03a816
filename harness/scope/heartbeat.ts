import type { Activity } from "../trace/record.ts";

/** A wait for actors to come to rest. */
export interface RestWait {
  /** When all that was done before had reached its actor, on the clock of `monotonicNow`. */
  readonly began: number;
  /** Whether the deadline has passed. */
  readonly isLate: boolean;
}

// What comes again sooner drains something rather than beating time.
const SHORTEST_PERIOD_MS = 10;
const OFTEN = 20;
const LONG_MS = 1000;

/**
 * Says whether a timer or alarm is one that comes again and again, so that waiting for its end would be in vain:
 * it has set itself anew 20 times, or at all and for a second already. Each is awaited once all the same, since what
 * was done before may be carried out at its next beat. At the deadline, having come again at all is enough.
 */
export function isHeartbeat(timer: Activity, { began, isLate }: RestWait): boolean {
  const { rounds, since, dueAt = since } = timer;
  if (rounds === undefined || rounds.count === 0) return false;
  if (isLate) return true;
  // The clock may stand still in between: what began at the same time may have begun before.
  if (since <= began || dueAt - since < SHORTEST_PERIOD_MS) return false;
  return rounds.count >= OFTEN || since - rounds.since >= LONG_MS;
}
