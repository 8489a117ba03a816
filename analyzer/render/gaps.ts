import type { Explanation, Route } from "../model.ts";
import type { Report, ReportDecision, ReportFile, ReportOutcome } from "../report/document.ts";
import { digestOf, listMissedDecisions } from "../report/file-digest.ts";

/** Missed outcomes of one decision. */
export interface GapBranch {
  readonly decision: ReportDecision;
  readonly outcomes: readonly ReportOutcome[];
}

/** Missed outcomes that have one cause: told once. */
export interface Gap {
  readonly path: string;
  readonly unit: string;
  readonly explanation: Explanation;
  /** How the first of them is reached. */
  readonly routes: readonly Route[];
  readonly branches: readonly GapBranch[];
  /** What nothing can get to before this gap is closed. */
  readonly behind: readonly GapBranch[];
}

interface Draft extends Gap {
  readonly branches: GapBranch[];
  readonly behind: GapBranch[];
}

const UNEXPLAINED: Explanation = { cause: "never taken", action: "" };

/** The missed outcomes of a report in its order, each once: as a gap, in a gap of the same cause, or behind one. */
export function listGaps(report: Report): readonly Gap[] {
  return report.files.flatMap(listFileGaps);
}

/** How many outcomes stand in some branches. */
export function countOutcomes(branches: readonly GapBranch[]): number {
  return branches.reduce((sum, { outcomes }) => sum + outcomes.length, 0);
}

/** How many gaps a file has. */
export function countGaps(file: ReportFile): number {
  return digestOf(file)?.gaps ?? listFileGaps(file).length;
}

/** The gaps of one file. */
export function listFileGaps(file: ReportFile): readonly Gap[] {
  const decisions = listMissedDecisions(file);
  const drafts = new Map<string, Draft>();
  const byOutcome = new Map<string, Draft>();
  const waiting: { readonly behind: string; readonly branch: GapBranch }[] = [];
  const missed = new Set(decisions.flatMap(listMissed).map(({ id }) => id));
  for (const decision of decisions)
    for (const outcomes of groupByCause(decision)) {
      const [first] = outcomes;
      const explanation = first?.explanation ?? UNEXPLAINED;
      const branch = { decision, outcomes };
      const { behind } = explanation;
      if (behind !== undefined && missed.has(behind)) {
        waiting.push({ behind, branch });
        continue;
      }
      const key = keyOf(decision.unit, explanation);
      const draft = drafts.get(key) ?? draftOf(file.path, branch, explanation);
      drafts.set(key, draft);
      draft.branches.push(branch);
      for (const { id } of outcomes) byOutcome.set(id, draft);
    }
  for (const { behind, branch } of waiting) byOutcome.get(behind)?.behind.push(branch);
  return [...drafts.values()];
}

function listMissed(decision: ReportDecision): readonly ReportOutcome[] {
  return decision.outcomes.filter(({ status }) => status === "missed");
}

function groupByCause(decision: ReportDecision): Iterable<readonly ReportOutcome[]> {
  const groups = new Map<string, ReportOutcome[]>();
  for (const outcome of listMissed(decision)) {
    const { cause } = outcome.explanation ?? UNEXPLAINED;
    groups.set(cause, [...(groups.get(cause) ?? []), outcome]);
  }
  return groups.values();
}

/** Where a unit was never entered, that is the gap; else equal words are. */
function keyOf(unit: string, { behind, cause, action }: Explanation): string {
  return JSON.stringify(behind === undefined ? [unit, cause, action] : [behind]);
}

function draftOf(path: string, { decision, outcomes }: GapBranch, explanation: Explanation): Draft {
  const routes = outcomes[0]?.routes ?? [];
  return { path, unit: decision.unit, explanation, routes, branches: [], behind: [] };
}
