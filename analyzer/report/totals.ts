import type { Status } from "../findings.ts";
import type { Totals } from "./document.ts";

/** Counts statuses; covered + missed + unknown + ignored + unreachable is `outcomes`. */
export function countStatuses(statuses: Iterable<Status["status"]>): Totals {
  const counts = { covered: 0, missed: 0, unknown: 0, ignored: 0, unreachable: 0 };
  let outcomes = 0;
  for (const status of statuses) {
    counts[status] += 1;
    outcomes += 1;
  }
  return { outcomes, ...counts };
}

/** The sum of several totals. */
export function addTotals(all: Iterable<Totals>): Totals {
  const sum = { outcomes: 0, covered: 0, missed: 0, unknown: 0, ignored: 0, unreachable: 0 };
  for (const { outcomes, covered, missed, unknown, ignored, unreachable } of all) {
    sum.outcomes += outcomes;
    sum.covered += covered;
    sum.missed += missed;
    sum.unknown += unknown;
    sum.ignored += ignored;
    sum.unreachable += unreachable;
  }
  return sum;
}
