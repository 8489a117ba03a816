import type { Gap } from "./gap.ts";

/** ` (0 of 7 evaluations)`; empty where the number is not known. */
export function sayNever({ finding: { evaluated } }: Gap, noun: string = "evaluation"): string {
  return evaluated === null ? "" : ` (0 of ${sayTimes(evaluated, noun)})`;
}

/** `1 call`, `7 calls`. */
export function sayTimes(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
