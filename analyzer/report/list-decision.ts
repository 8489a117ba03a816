import type { Decision } from "../model.ts";
import type { ListedDecision } from "./document.ts";

/** What a listing says of a decision: all but what only the join needs. */
export function listDecision(decision: Decision | ListedDecision): ListedDecision {
  const { id, alias, kind, unit, condition, start, end } = decision;
  return {
    id,
    alias,
    kind,
    unit,
    condition,
    start,
    end,
    outcomes: decision.outcomes.map((outcome) => ({
      id: outcome.id,
      label: outcome.label,
      ...(outcome.start && { start: outcome.start }),
    })),
  };
}
