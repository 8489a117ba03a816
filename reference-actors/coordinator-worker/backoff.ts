const FIRST_MS = 1000;
const LONGEST_MS = 5 * 60 * 1000;

/** How long a task waits after its n-th failure: a second, then twice as long each time, five minutes at most. */
export function backoffMs(failures: number): number {
  return Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
}
