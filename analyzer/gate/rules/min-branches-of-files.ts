import type { Report, RuleResult } from "../../report/document.ts";
import { matchGlob } from "../match-glob.ts";
import { judgeShare, sayLimit, shareOf } from "../judge-share.ts";
import type { Rule } from "../rule.ts";

/** A limit for the files of each glob together. */
export const minBranchesOfFiles: Rule = {
  check: ({ report, limits }) =>
    Object.entries(limits.files ?? {}).map(([glob, limit]) => judge(report, glob, limit)),
};

function judge(report: Report, glob: string, limit: number): RuleResult {
  const name = `min-branches in ${glob}`;
  const isMeant = matchGlob(glob);
  const files = report.files.filter(({ path }) => isMeant(path));
  if (files.length === 0) {
    const actual = `none of the ${report.files.length} files matches`;
    return { name, passed: false, actual, expected: sayLimit(limit), outcomes: [] };
  }
  const outcomes = files.flatMap(({ decisions }) => decisions.flatMap((each) => each.outcomes));
  return judgeShare(name, shareOf(outcomes), limit);
}
