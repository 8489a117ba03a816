import type { Report, ReportOutcome, RuleResult, Verdict } from "../report/document.ts";
import { listMissedDecisions } from "../report/file-digest.ts";
import { type Gap, listGaps } from "./gaps.ts";

/**
 * The gaps that broke a rule, in the order of the rules, each once: a change's own come first, and what no rule asks
 * about does not come at all.
 */
export function listBrokenGaps(verdict: Verdict, report: Report): readonly Gap[] {
  const listed = new Set<string>();
  return verdict.rules
    .filter(({ passed }) => !passed)
    .flatMap((rule) => {
      const breaks = breaksRule(rule);
      const broken = keepMissed(report, (path, outcome) => {
        const key = keyOf(path, outcome.id);
        if (listed.has(key) || !breaks(path, outcome.id)) return false;
        listed.add(key);
        return true;
      });
      return listGaps(broken);
    });
}

/** Whether an outcome breaks a rule; covered, unknown and missed ones of equal code have the same id. */
export function breaksRule({
  outcomes,
  files,
}: Pick<RuleResult, "outcomes" | "files">): (path: string, id: string) => boolean {
  const keys = new Set(outcomes.map((id, index) => keyOf(files?.[index] ?? "", id)));
  return (path, id) => keys.has(keyOf(files === undefined ? "" : path, id));
}

function keyOf(path: string, id: string): string {
  return `${path}\n${id}`;
}

function keepMissed(
  report: Report,
  isKept: (path: string, outcome: ReportOutcome) => boolean,
): Report {
  const files = report.files.map((file) => ({
    path: file.path,
    sha256: file.sha256,
    measured: file.measured,
    totals: file.totals,
    decisions: listMissedDecisions(file).flatMap((decision) => {
      const outcomes = decision.outcomes.filter(
        (outcome) => outcome.status === "missed" && isKept(file.path, outcome),
      );
      return outcomes.length === 0 ? [] : [{ ...decision, outcomes }];
    }),
  }));
  return { ...report, files };
}
