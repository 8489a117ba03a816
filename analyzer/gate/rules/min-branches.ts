import type { Rule } from "../rule.ts";
import { listIds } from "../list-ids.ts";
import { isShareAtLeast, sayShare } from "../share.ts";

/** The share of covered outcomes, or the number of missed ones. */
export const minBranches: Rule = {
  name: "min-branches",
  check: (report, { minBranches: limit }) => {
    if (limit === undefined) return undefined;
    const { covered, missed } = report.totals;
    const counted = covered + missed;
    const expected = limit < 0 ? `at most ${-limit} missed` : `at least ${limit} %`;
    if (counted === 0) {
      // 0 of 0 is not 100 %: whoever gates nothing has pointed the gate at the wrong place.
      return { passed: false, actual: "nothing to count: 0 of 0 outcomes", expected, outcomes: [] };
    }
    return {
      passed: limit < 0 ? missed <= -limit : isShareAtLeast(covered, counted, limit),
      actual: limit < 0 ? `${missed} missed` : sayShare(covered, counted),
      expected,
      outcomes: listIds(report, "missed"),
    };
  },
};
