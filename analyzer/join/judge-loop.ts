import type { Status } from "../findings.ts";
import type { LoopTimes } from "../model.ts";

/** How often a loop was entered, how often its body ran, and how many of either may have come to no end, uncounted. */
export interface LoopCounts {
  readonly entered: number;
  readonly body: number;
  readonly lost: number;
}

/**
 * What entries of a loop and runs of its body prove. One entry tells all; of several entries only what
 * follows by counting: fewer runs than entries leave one without a run, more leave one with several.
 * `hits` is then the least number of entries that can have gone this way.
 */
export function judgeLoop(counts: LoopCounts, times: LoopTimes): Status {
  const { entered, body, lost } = counts;
  if (entered < 0 || body < 0 || (entered === 0 && body > 0)) {
    return { status: "unknown", hits: null, reason: "assumption-broken" };
  }
  const [least, most] = countEntries(counts, times);
  if (least > 0) return { status: "covered", hits: least };
  if (most === 0) return { status: "missed", hits: 0 };
  // Where nothing was lost the same counts may tell.
  const isLost = lost > 0 && countEntries({ ...counts, lost: 0 }, times)[0] > 0;
  return { status: "unknown", hits: null, reason: isLost ? "may-have-thrown" : "loop-count" };
}

/** The least and the greatest number of entries with that many runs of the body. */
function countEntries(
  { entered, body, lost }: LoopCounts,
  times: LoopTimes,
): readonly [least: number, most: number] {
  switch (times) {
    case "zero":
      // Of entries that were lost some may have run the body, and none need have passed by.
      return [Math.max(0, entered - body - lost), body === 0 ? entered : entered - 1];
    case "entered":
      return [body > 0 ? 1 : 0, Math.min(entered, body + lost)];
    case "repeated":
      return [body > entered ? 1 : 0, Math.min(entered, Math.floor((body + lost) / 2))];
  }
}
