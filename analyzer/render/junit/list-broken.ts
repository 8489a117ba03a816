import type { Report, RuleResult } from "../../report/document.ts";
import { breaksRule } from "../broken.ts";
import { type MissedOutcome, sayMissed } from "../missed.ts";
import { sayReason } from "../text/reason-words.ts";

/** Where each outcome stands that breaks a rule, and what is to be said of it, in the order of the report. */
export function listBroken(rule: RuleResult, report: Report): readonly string[] {
  const breaks = breaksRule(rule);
  return report.files.flatMap(({ path, decisions }) =>
    decisions.flatMap((decision) =>
      decision.outcomes
        // Equal code elsewhere has the same id; covered, it breaks nothing.
        .filter(({ id, status }) => breaks(path, id) && status !== "covered")
        .map((outcome) => sayPlace({ path, decision, outcome })),
    ),
  );
}

/** `src/room.ts:42  Room.handle  <cause and action>  <id>`. */
export function sayPlace({ path, decision, outcome }: Omit<MissedOutcome, "fingerprint">): string {
  const words =
    outcome.status === "unknown"
      ? `${outcome.label} is unknown: ${sayReason(outcome.reason ?? "")}`
      : sayMissed({ decision, outcome });
  return `${path}:${decision.start.line}  ${decision.unit}  ${words}  ${outcome.id}`;
}
