import { canListComplete } from "../completion.ts";
import { type Count, subtract, sum } from "../counts.ts";
import { lossOf } from "../losses/loss.ts";
import type { Loss } from "../../model.ts";
import { counterBehind } from "../losses/statement-passage.ts";
import { hasExit, mayBreak } from "../exits.ts";
import { statementCounter } from "../statement-counters.ts";
import { canFail } from "../losses/can-fail.ts";
import { isCaseClause, SyntaxKind, type ts } from "../syntax.ts";
import type { Walk } from "../walk.ts";

/** How one clause of a `switch` is entered. */
export interface ClauseEntries {
  readonly byMatch: Count;
  /** Absent where the clause before is empty, or always leaves the switch. */
  readonly byFallThrough?: { readonly count: Count };
}

/** Whether nothing that is evaluated before a match may throw, and no clause runs on into the next. */
export function isMatchedSafely(
  { expression, caseBlock: { clauses } }: ts.SwitchStatement,
  entries: readonly ClauseEntries[],
  walk: Walk,
): boolean {
  if (entries.some(({ byFallThrough }) => byFallThrough !== undefined)) return false;
  if (canFail(expression, walk)) return false;
  return !clauses.some((clause) => isCaseClause(clause) && canFail(clause.expression, walk));
}

/**
 * What shows how often a `switch` was entered and led nowhere. Where a clause never comes behind the `switch`, entering
 * it is an end too.
 */
export function countLosses(
  node: ts.SwitchStatement,
  arms: readonly Count[],
  walk: Walk,
): Pick<Loss, "began" | "ended"> {
  const began = statementCounter(node, walk);
  const behind = counterBehind(node, walk);
  if (began === undefined || behind === undefined)
    return lossOf("more", { node, first: began }, walk);
  const ended = [behind];
  for (const [index, { statements }] of node.caseBlock.clauses.entries()) {
    const arm = arms[index];
    const comesBehind = canListComplete(statements) || statements.some(mayBreak);
    if (!comesBehind && arm !== undefined && arm.of !== "difference") ended.push(arm);
  }
  return { began: [began], ended };
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
