import type { Report, ReportOutcome } from "../../../analyzer/index.ts";

/** An outcome of a report with its names. */
export interface NamedOutcome extends ReportOutcome {
  /** The decision's alias and the outcome's label: `ChatRoom.fetch/if(n > 0):then`. */
  readonly gap: string;
  readonly file: string;
  /** Id of the decision. */
  readonly decision: string;
}

export function listOutcomes(report: Report): readonly NamedOutcome[] {
  return report.files.flatMap(({ path, decisions }) =>
    decisions.flatMap(({ id, alias, outcomes }) =>
      outcomes.map((outcome) => ({
        ...outcome,
        gap: `${alias}:${outcome.label}`,
        file: path,
        decision: id,
      })),
    ),
  );
}
