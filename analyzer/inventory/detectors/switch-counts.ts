import { canListComplete } from "../completion.ts";
import { type Count, subtract, sum } from "../counts.ts";
import { hasExit } from "../exits.ts";
import { statementCounter } from "../statement-counters.ts";
import { SyntaxKind, type ts } from "../syntax.ts";
import type { Walk } from "../walk.ts";

/** How one clause of a `switch` is entered. */
export interface ClauseEntries {
  readonly byMatch: Count;
  /** Absent where the clause before is empty, or always leaves the switch. */
  readonly byFallThrough?: { readonly count: Count };
}

/** Splits the count of each clause, which Istanbul counts however it is entered. */
export function countEntries(
  { caseBlock }: ts.SwitchStatement,
  arms: readonly Count[],
  walk: Walk,
): readonly ClauseEntries[] {
  return caseBlock.clauses.map((_, index) => {
    const before = caseBlock.clauses[index - 1];
    const all = arms[index];
    if (before === undefined) return { byMatch: all };
    if (before.statements.length === 0) return { byMatch: subtract(all, arms[index - 1]) };
    if (!canListComplete(before.statements)) return { byMatch: all };
    const count = countFallThrough(before, arms[index - 1], walk);
    return { byMatch: subtract(all, count), byFallThrough: { count } };
  });
}

/** How often the `switch` ran without a match; meaningful without `default` only. */
export function countNoMatch(
  node: ts.SwitchStatement,
  entries: readonly ClauseEntries[],
  walk: Walk,
): Count {
  const matched = sum(entries.map(({ byMatch }) => byMatch));
  return subtract(statementCounter(node, walk), matched);
}

/** Statements behind which control goes on for certain, if they do not throw. */
const straight: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.ExpressionStatement,
  SyntaxKind.DebuggerStatement,
]);

function countFallThrough(clause: ts.CaseOrDefaultClause, all: Count, walk: Walk): Count {
  if (!hasExit(clause.statements)) return all;
  const last = clause.statements.at(-1);
  return last !== undefined && straight.has(last.kind) ? statementCounter(last, walk) : undefined;
}
