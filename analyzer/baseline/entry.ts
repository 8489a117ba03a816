/** A gap that somebody has looked at and accepted: one line of the baseline. */
export interface BaselineEntry {
  /** Id of the missed outcome. Equal code in two files has equal ids: each has an entry. */
  readonly id: string;
  /** Where it stood when the entry was written: tells entries of one id apart, and is for people else. */
  readonly path: string;
  /** For people: `Room.handle/if(n > 0)`. */
  readonly alias: string;
  /** The day it was written, `2026-11-23`. */
  readonly added: string;
  /** Who answers for it. */
  readonly owner?: string;
  /** The last day on which it counts. */
  readonly until?: string;
}

/** The file that is looked for where none is named. */
export const DEFAULT_BASELINE = "footlights.baseline.jsonl";

/** Today as entries write it, in UTC: the same on every machine. */
export function sayDay(now: Date = new Date()): string {
  return now.toISOString().slice(0, "2026-11-23".length);
}
