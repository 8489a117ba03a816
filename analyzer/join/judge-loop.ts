import type { Status } from "../findings.ts";
import type { LoopTimes } from "../model.ts";

/**
 * What entries of a loop and runs of its body prove. One entry tells all; of several entries only what
 * follows by counting: fewer runs than entries leave one without a run, more leave one with several.
 * `hits` is then the least number of entries that can have gone this way.
 */
export function judgeLoop(entered: number, body: number, times: LoopTimes): Status {
  if (entered < 0 || body < 0 || (entered === 0 && body > 0)) {
    return { status: "unknown", hits: null, reason: "assumption-broken" };
  }
  const [least, most] = countEntries(entered, body, times);
  if (least > 0) return { status: "covered", hits: least };
  if (most === 0) return { status: "missed", hits: 0 };
  return { status: "unknown", hits: null, reason: "loop-count" };
}

/** The least and the greatest number of entries with that many runs of the body. */
function countEntries(
  entered: number,
  body: number,
  times: LoopTimes,
): readonly [least: number, most: number] {
  switch (times) {
    case "zero":
      return [Math.max(0, entered - body), body === 0 ? entered : entered - 1];
    case "entered":
      return [body > 0 ? 1 : 0, Math.min(entered, body)];
    case "repeated":
      return [body > entered ? 1 : 0, Math.min(entered, Math.floor(body / 2))];
  }
}
