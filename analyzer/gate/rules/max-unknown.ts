import type { Rule } from "../rule.ts";
import { listIds } from "../list-ids.ts";

/** How many outcomes may be invisible to the coverage provider. */
export const maxUnknown: Rule = {
  name: "max-unknown",
  check: (report, { maxUnknown: limit }) => {
    if (limit === undefined) return undefined;
    return {
      passed: report.totals.unknown <= limit,
      actual: `${report.totals.unknown} unknown`,
      expected: `at most ${limit} unknown`,
      outcomes: listIds(report, "unknown"),
    };
  },
};
