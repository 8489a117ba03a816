import type { Report, ReportDecision, ReportOutcome } from "../report/document.ts";

/** A missed outcome with where it stands. */
export interface MissedOutcome {
  readonly path: string;
  readonly decision: ReportDecision;
  readonly outcome: ReportOutcome;
  /**
   * The outcome's id. Equal code in several files has equal ids, and hosts take equal fingerprints for one finding:
   * the second of them is `<id>~2`, so that closing any of them closes one.
   */
  readonly fingerprint: string;
}

/** The missed outcomes of a report, in its order. */
export function listMissed(report: Report): readonly MissedOutcome[] {
  const seen = new Map<string, number>();
  const missed: MissedOutcome[] = [];
  for (const { path, decisions } of report.files)
    for (const decision of decisions)
      for (const outcome of decision.outcomes) {
        if (outcome.status !== "missed") continue;
        const id = outcome.id.toWellFormed();
        const count = (seen.get(id) ?? 0) + 1;
        seen.set(id, count);
        missed.push({
          path,
          decision,
          outcome,
          fingerprint: count === 1 ? id : `${id}~${count}`,
        });
      }
  return missed;
}

/** Cause and action as one paragraph; what an outcome without words is called where there are none. */
export function sayMissed({
  decision,
  outcome,
}: Pick<MissedOutcome, "decision" | "outcome">): string {
  const { explanation, label } = outcome;
  if (explanation === undefined) return `${decision.alias}: ${label} was never taken`;
  const { cause, action } = explanation;
  return action === "" ? cause : `${cause}. To cover: ${action}`;
}
