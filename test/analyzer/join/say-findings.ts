import type { Finding, JoinedFile, Status } from "../../../analyzer/findings.ts";
import type { Decision } from "../../../analyzer/model.ts";

/**
 * A joined file as text, a line per decision:
 * "2:2 if `n > 0`: then=2 else=1". Unknown outcomes are "?reason", ignored ones "ignored", and those that were
 * taken nobody knows how often "some".
 */
export function sayFindings({ findings }: JoinedFile): string {
  const byDecision = Map.groupBy(findings, ({ decision }) => decision);
  const lines = [...byDecision].map(([decision, group]) => sayDecision(decision, group));
  return `${lines.join("\n")}\n`;
}

function sayDecision({ start, kind, condition }: Decision, findings: readonly Finding[]): string {
  const outcomes = findings.map(({ outcome, status }) => `${outcome.label}=${sayStatus(status)}`);
  return `${start.line}:${start.column} ${kind} \`${condition}\`: ${outcomes.join(" ")}`;
}

export function sayStatus(status: Status): string {
  switch (status.status) {
    case "covered":
      return status.hits === null ? "some" : String(status.hits);
    case "missed":
      return String(status.hits);
    case "unknown":
      return `?${status.reason}`;
    case "ignored":
    case "unreachable":
      return status.status;
  }
}
