import type { Status } from "../findings.ts";
import type { Report } from "../report/document.ts";

/** The ids of all outcomes with a status, in the order of the report. */
export function listIds(report: Report, status: Status["status"]): readonly string[] {
  return report.files.flatMap((file) =>
    file.decisions.flatMap((decision) =>
      decision.outcomes.filter((outcome) => outcome.status === status).map(({ id }) => id),
    ),
  );
}
