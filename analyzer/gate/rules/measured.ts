import type { ReportFile } from "../../report/document.ts";
import type { Rule } from "../rule.ts";

/** How many files are named in one line. */
const MOST_NAMED = 5;

/**
 * Every file with outcomes has to be in the coverage. A file that no test loads would else leave the
 * denominator, and the gate would pass because nobody tested it.
 */
export const measured: Rule = {
  name: "measured",
  check: (report) => {
    const files = report.files.filter((file) => file.decisions.length > 0);
    const missing = files.filter((file) => !file.measured);
    return {
      passed: missing.length === 0,
      actual:
        missing.length === 0 ? `${files.length} of ${files.length} files` : nameFiles(missing),
      expected: "every file with branches in the coverage",
      outcomes: missing.flatMap((file) =>
        file.decisions.flatMap((decision) => decision.outcomes.map(({ id }) => id)),
      ),
    };
  },
};

function nameFiles(files: readonly ReportFile[]): string {
  const names = files.slice(0, MOST_NAMED).map(({ path }) => path);
  const more = files.length - names.length;
  return `not in the coverage: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
