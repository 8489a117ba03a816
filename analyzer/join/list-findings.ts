import type { Finding, Status } from "../findings.ts";
import type { Decision, FileInventory, Outcome } from "../model.ts";
import type { Counters } from "./counters.ts";

/**
 * The findings of a file, in the order of its decisions and their outcomes.
 *
 * @param evaluate - the statuses of a decision's outcomes, in order.
 * @param counters - absent where the report does not name the file.
 * @param unitHits - how often each unit was entered, as far as that is known.
 */
export function listFindings(
  file: FileInventory,
  evaluate: (decision: Decision) => readonly Status[],
  counters?: Counters,
  unitHits: ReadonlyMap<string, number> = new Map(),
): readonly Finding[] {
  return file.decisions.flatMap((decision) => {
    const statuses = evaluate(decision);
    const evaluated = countEvaluations(decision, statuses, counters);
    return decision.outcomes.flatMap((outcome, index) => {
      const status = statuses[index];
      if (status === undefined) return [];
      const entries = unitHits.get(decision.unit) ?? null;
      return [{ file, decision, outcome, status, evaluated, unitHits: entries }];
    });
  });
}

/** How often each unit was entered, where a counter tells. */
export function countEntries(
  { units }: FileInventory,
  counters: Counters,
): ReadonlyMap<string, number> {
  const entries = new Map<string, number>();
  for (const { path, entered } of units) {
    const hits = entered && counters.read(entered);
    if (typeof hits === "number") entries.set(path, hits);
  }
  return entries;
}

/** An operand was evaluated as often as its own counter says, also where that led nowhere. */
function countBegun(outcomes: readonly Outcome[], counters: Counters | undefined): number | null {
  for (const { evidence } of outcomes) {
    const [own] = evidence.by === "difference" ? evidence.plus : [];
    const begun = own && counters?.read(own);
    if (typeof begun === "number") return begun;
  }
  return null;
}

/** A decision was evaluated as often as it was left, where every way out is counted once. */
function countEvaluations(
  { kind, outcomes }: Decision,
  statuses: readonly Status[],
  counters: Counters | undefined,
): number | null {
  const evidence = outcomes[0]?.evidence;
  if (evidence?.by === "loop") {
    // Its outcomes overlap.
    const entered = counters?.read(evidence.entered);
    return typeof entered === "number" ? entered : null;
  }
  if (kind === "logical" || kind === "nullish") return countBegun(outcomes, counters);
  // In profile `istanbul` operands are no ways out: the first is evaluated whenever the formula is.
  if (kind === "binary-expr") return statuses[0]?.hits ?? null;
  if (outcomes.length < 2) return null;
  return statuses.reduce<number | null>((sum, { hits }, index) => {
    const isFallThrough = outcomes[index]?.label.endsWith(" fall-through") ?? false;
    if (isFallThrough) return sum;
    return sum === null || hits === null ? null : sum + hits;
  }, 0);
}
