import type { ReportOutcome, RuleResult } from "../report/document.ts";
import { isShareAtLeast, sayShare } from "./share.ts";

/** Covered and missed outcomes of something that has a limit. */
export interface Share {
  readonly covered: number;
  readonly missed: number;
  /** Ids of the missed ones. */
  readonly ids: readonly string[];
}

export function shareOf(outcomes: Iterable<ReportOutcome>): Share {
  const ids: string[] = [];
  let covered = 0;
  for (const { id, status } of outcomes) {
    if (status === "covered") covered += 1;
    if (status === "missed") ids.push(id);
  }
  return { covered, missed: ids.length, ids };
}

/** Holds a share against a limit of branches. 0 of 0 is not 100 %: whoever gates nothing has pointed the gate at the wrong place. */
export function judgeShare(name: string, share: Share, limit: number): RuleResult {
  const { covered, missed, ids } = share;
  const expected = sayLimit(limit);
  if (covered + missed === 0) {
    return {
      name,
      passed: false,
      actual: "nothing to count: 0 of 0 outcomes",
      expected,
      outcomes: [],
    };
  }
  return {
    name,
    passed: isWithin(share, limit),
    actual: limit < 0 ? `${missed} missed` : sayShare(covered, covered + missed),
    expected,
    outcomes: ids,
  };
}

export function isWithin({ covered, missed }: Share, limit: number): boolean {
  return limit < 0 ? missed <= -limit : isShareAtLeast(covered, covered + missed, limit);
}

export function sayLimit(limit: number): string {
  return limit < 0 ? `at most ${-limit} missed` : `at least ${limit} %`;
}
