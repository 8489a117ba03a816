/** Requests that may come at once. */
export const CAPACITY = 100;
/** Requests a second that may come for ever. The whole capacity is back before an idle actor hibernates. */
export const PER_SECOND = 20;

/** How many requests a session has left, and since when that is known. */
export interface Budget {
  readonly left: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What a session has that nobody used lately. */
export function fullBudget(now: number): Budget {
  return { left: CAPACITY, at: now };
}

/** Pays for one request; undefined when the budget does not reach for it. */
export function spend({ left, at }: Budget, now: number): Budget | undefined {
  // A clock that was set back counts as time that passed: the session would be locked out until it has caught up.
  const seconds = Math.abs(now - at) / 1000;
  const refilled = Math.min(CAPACITY, left + seconds * PER_SECOND);
  return refilled < 1 ? undefined : { left: refilled - 1, at: now };
}
