import type { Report, ReportDecision, ReportFile, ReportOutcome } from "../report/document.ts";

/** An outcome with where it stands. */
export interface PlacedOutcome {
  readonly file: ReportFile;
  readonly decision: ReportDecision;
  readonly outcome: ReportOutcome;
}

/** Every outcome of a report, in its order. */
export function* outcomesOf(report: Report): Generator<PlacedOutcome> {
  for (const file of report.files)
    for (const decision of file.decisions)
      for (const outcome of decision.outcomes) yield { file, decision, outcome };
}
