import type { ReportDecision, ReportFile } from "../report/document.ts";

/** A counted way out of a decision: covered or missed. */
export interface CountedBranch {
  /** Position of the decision in its file, and of the outcome in its decision. */
  readonly decision: number;
  readonly outcome: number;
  readonly hits: number;
}

/** A line on which decisions start. */
export interface BranchLine {
  readonly line: number;
  /** How often it ran at least; 0 only where nothing shows that it ran. */
  readonly hits: number;
  readonly branches: readonly CountedBranch[];
}

interface Draft extends BranchLine {
  hits: number;
  readonly branches: CountedBranch[];
}

/**
 * What line formats can say of a file: the lines with decisions, ascending. Unknown, ignored and unreachable outcomes
 * are left out, for such formats have covered and missed only.
 */
export function listBranchLines(file: ReportFile): readonly BranchLine[] {
  const lines = new Map<number, Draft>();
  for (const [index, decision] of file.decisions.entries()) {
    const branches = listCounted(decision, index);
    if (branches.length === 0) continue;
    const { line } = decision.start;
    const draft = lines.get(line) ?? { line, hits: 0, branches: [] };
    lines.set(line, draft);
    draft.hits = Math.max(draft.hits, countRuns(decision));
    draft.branches.push(...branches);
  }
  return [...lines.values()].toSorted((left, right) => left.line - right.line);
}

/** How many of some branches were taken. */
export function countTaken(branches: readonly CountedBranch[]): number {
  return branches.filter(({ hits }) => hits > 0).length;
}

function listCounted({ outcomes }: ReportDecision, decision: number): readonly CountedBranch[] {
  return outcomes.flatMap(({ status, hits }, outcome) =>
    status === "covered" || status === "missed"
      ? [{ decision, outcome, hits: hits ?? (status === "covered" ? 1 : 0) }]
      : [],
  );
}

/** A decision ran as often as its most taken outcome, and also where only unknown ones can have been taken. */
function countRuns({ outcomes }: ReportDecision): number {
  const most = outcomes.reduce((found, { hits }) => Math.max(found, hits ?? 0), 0);
  if (most > 0) return most;
  const mayHaveRun = outcomes.some(({ hits }) => hits === null);
  const isBehind = outcomes.some(({ explanation }) => explanation?.behind !== undefined);
  return mayHaveRun && !isBehind ? 1 : 0;
}
