import type { ReportFile } from "../../report/document.ts";
import { isWithin, judgeShare, sayLimit, type Share, shareOf } from "../judge-share.ts";
import { nameSome } from "../name-some.ts";
import type { Rule } from "../rule.ts";
import { sayShare } from "../share.ts";

const name = "min-branches-per-file";

/** The same limit for each file on its own; files without counted branches have nothing to say. */
export const minBranchesPerFile: Rule = {
  check: ({ report, limits }) => {
    const { minBranchesPerFile: limit } = limits;
    if (limit === undefined) return [];
    const counted = report.files
      .map((file) => ({ file, share: shareOfFile(file) }))
      .filter(({ share }) => share.covered + share.missed > 0);
    if (counted.length === 0) return [judgeShare(name, shareOf([]), limit)];
    const failed = counted.filter(({ share }) => !isWithin(share, limit));
    return [
      {
        name,
        passed: failed.length === 0,
        actual:
          failed.length === 0
            ? `${counted.length} of ${counted.length} files`
            : `not in ${nameSome(failed.map(({ file, share }) => `${file.path} (${say(share)})`))}`,
        expected: `${sayLimit(limit)} in every file`,
        outcomes: failed.flatMap(({ share }) => share.ids),
      },
    ];
  },
};

function shareOfFile({ decisions }: ReportFile): Share {
  return shareOf(decisions.flatMap(({ outcomes }) => outcomes));
}

function say({ covered, missed }: Share): string {
  return sayShare(covered, covered + missed);
}
