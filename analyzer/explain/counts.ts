import type { Gap } from "./gap.ts";

/** ` (0 of 7 evaluations)`; empty where the number is not known, or is nothing. */
export function sayNever({ finding: { evaluated } }: Gap, noun: string = "evaluation"): string {
  if (evaluated === null || evaluated === 0) return "";
  return ` (0 of ${evaluated} ${noun}${evaluated === 1 ? "" : "s"})`;
}
