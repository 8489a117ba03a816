import type { Report } from "../report/document.ts";
import { listMissed, type MissedOutcome, sayMissed } from "./missed.ts";
import type { Renderer } from "./renderer.ts";
import { toPlain } from "./text/plain.ts";

/**
 * Issues as Code Climate defines them and GitLab's merge requests show them, one for each missed outcome:
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const codeclimate: Renderer = {
  format: "codeclimate",
  report: (report: Report) => `${JSON.stringify(listMissed(report).map(toIssue), null, 2)}\n`,
};

function toIssue(missed: MissedOutcome): object {
  const { path, decision, fingerprint } = missed;
  return {
    type: "issue",
    check_name: `footlights/${decision.kind}`,
    description: toPlain(sayMissed(missed)),
    categories: ["Bug Risk"],
    severity: "minor",
    fingerprint,
    location: {
      path: path.toWellFormed(),
      lines: { begin: decision.start.line, end: decision.start.line },
    },
  };
}
