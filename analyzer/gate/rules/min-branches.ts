import type { Rule } from "../rule.ts";
import { judgeShare, shareOf } from "../judge-share.ts";
import { outcomesOf } from "../outcomes.ts";

/** The share of covered outcomes, or the number of missed ones, of all files together. */
export const minBranches: Rule = {
  check: ({ report, limits }) => {
    const { minBranches: limit } = limits;
    if (limit === undefined) return [];
    const share = shareOf([...outcomesOf(report)].map(({ outcome }) => outcome));
    return [judgeShare("min-branches", share, limit)];
  },
};
