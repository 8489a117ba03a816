import type { Explanation, Report, ReportDecision, ReportOutcome, Route } from "../model.ts";

/** Missed outcomes of one decision. */
export interface GapBranch {
  readonly decision: ReportDecision;
  readonly outcomes: readonly ReportOutcome[];
}

/** Missed outcomes that have one cause and one remedy: told once. */
export interface Gap {
  readonly path: string;
  readonly unit: string;
  readonly explanation: Explanation;
  /** The routes that all of them share. */
  readonly routes: readonly Route[];
  readonly branches: readonly GapBranch[];
}

const UNEXPLAINED: Explanation = { cause: "never taken", action: "" };

/** The missed outcomes of a report in its order; those of a unit that share cause and action become one gap. */
export function listGaps(report: Report): readonly Gap[] {
  return report.files.flatMap((file) => {
    const gaps = new Map<string, Gap & { branches: GapBranch[] }>();
    for (const decision of file.decisions) {
      for (const [key, outcomes] of groupMissed(decision)) {
        const found = gaps.get(key);
        if (found) {
          found.branches.push({ decision, outcomes });
          continue;
        }
        const [first] = outcomes;
        gaps.set(key, {
          path: file.path,
          unit: decision.unit,
          explanation: first?.explanation ?? UNEXPLAINED,
          routes: first?.routes ?? [],
          branches: [{ decision, outcomes }],
        });
      }
    }
    return [...gaps.values()];
  });
}

/** How many outcomes a gap stands for. */
export function countOutcomes(gap: Gap): number {
  return gap.branches.reduce((sum, branch) => sum + branch.outcomes.length, 0);
}

function groupMissed(decision: ReportDecision): ReadonlyMap<string, readonly ReportOutcome[]> {
  const groups = new Map<string, ReportOutcome[]>();
  for (const outcome of decision.outcomes) {
    if (outcome.status !== "missed") continue;
    const { cause, action } = outcome.explanation ?? UNEXPLAINED;
    const routes = outcome.routes.map((route) => [
      route.path,
      route.actor,
      route.entry,
      route.message,
    ]);
    const key = JSON.stringify([decision.unit, cause, action, routes]);
    const group = groups.get(key);
    if (group) group.push(outcome);
    else groups.set(key, [outcome]);
  }
  return groups;
}
