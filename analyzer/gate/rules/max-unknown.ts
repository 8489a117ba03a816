import { listIds } from "../list-ids.ts";
import type { Rule } from "../rule.ts";

/** How many outcomes may be invisible to the coverage provider. */
export const maxUnknown: Rule = {
  check: ({ report, limits }) => {
    const { maxUnknown: limit } = limits;
    if (limit === undefined) return [];
    return [
      {
        name: "max-unknown",
        passed: report.totals.unknown <= limit,
        actual: `${report.totals.unknown} unknown`,
        expected: `at most ${limit} unknown`,
        outcomes: listIds(report, "unknown"),
      },
    ];
  },
};
