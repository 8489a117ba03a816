import { outcomesOf, type PlacedOutcome } from "../outcomes.ts";
import type { Rule } from "../rule.ts";

/** No outcome that a change made is missed, however many were before. */
export const patch: Rule = {
  check: ({ report, patch: change }) => {
    if (change === undefined) return [];
    const made = [...outcomesOf(report)].filter(({ file, outcome }) =>
      change.isNew(file.path, outcome.id),
    );
    const missed = made.filter(({ outcome }) => outcome.status === "missed");
    return [
      {
        name: "patch",
        passed: missed.length === 0,
        actual: say(made, missed),
        expected: `every outcome that is new since ${change.base} covered`,
        outcomes: missed.map(({ outcome }) => outcome.id),
        files: missed.map(({ file }) => file.path),
      },
    ];
  },
};

function say(made: readonly PlacedOutcome[], missed: readonly PlacedOutcome[]): string {
  const covered = made.filter(({ outcome }) => outcome.status === "covered").length;
  const counted = covered + missed.length;
  const rest = made.length - counted;
  const notCounted = rest > 0 ? ` (${rest} more not counted)` : "";
  if (made.length === 0) return "no new outcome";
  return missed.length > 0
    ? `${missed.length} of ${counted} new outcomes missed${notCounted}`
    : `${covered} new outcomes covered${notCounted}`;
}
