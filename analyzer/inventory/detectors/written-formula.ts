import type { Counter } from "../../model.ts";
import { toEvidence } from "../counts.ts";
import {
  type LogicalExpression,
  listWrittenLeaves,
  readFormula,
  unwrapToLogical,
} from "../formula.ts";
import { findCanonicalStart } from "../text/canonical-start.ts";
import { readText } from "../text/read-text.ts";
import type { ts } from "../syntax.ts";
import type { Walk } from "../walk.ts";

/**
 * `&&` `||` `??` as Istanbul lists them in TypeScript: one decision per formula, an outcome per leaf that
 * was evaluated. There a cast splits a formula in two; in the code that runs, and is counted, it does not.
 */
export function visitWrittenFormula(root: LogicalExpression, walk: Walk): void {
  const { sourceFile } = walk;
  const counters = walk.expected.arms.take(root) ?? addSite(root, walk);
  const leaves = listWrittenLeaves(root, walk.hintBefore);
  let next = 0;
  const parts = leaves.map((leaf) => {
    const arms = counters.slice(next, (next += countArms(leaf, walk)));
    return { leaf, arms, hint: walk.hintBefore(leaf) };
  });
  const ids = walk.decide({
    kind: "binary-expr",
    start: root.getStart(sourceFile),
    end: root.end,
    text: readText(root, sourceFile),
    outcomes: parts.map(({ leaf, arms, hint }, index) => ({
      label: `operand ${index + 1}`,
      start: leaf.getStart(sourceFile),
      evidence: toEvidence(arms[0]),
      ignored: hint,
    })),
  });
  for (const [index, { leaf, arms }] of parts.entries())
    visitLeaf(leaf, { arms, id: ids[index] }, walk);
}

function visitLeaf(
  leaf: ts.Expression,
  { arms, id }: { readonly arms: readonly Counter[]; readonly id: string | undefined },
  walk: Walk,
): void {
  const inner = unwrapToLogical(leaf);
  if (inner !== undefined) walk.expected.arms.leave(inner, arms);
  walk.visitUnder(id, leaf);
}

function addSite(root: LogicalExpression, walk: Walk): readonly Counter[] {
  const start = root.getStart(walk.sourceFile);
  const canonical = findCanonicalStart(root, start, walk.sourceFile);
  return walk.addSite("binary-expr", [start, canonical], readFormula(root, walk.hintBefore).arms);
}

/** A cast may hide several leaves of the formula that runs. */
function countArms(leaf: ts.Expression, walk: Walk): number {
  if (walk.hintBefore(leaf) !== undefined) return 0;
  const inner = unwrapToLogical(leaf);
  return inner === undefined ? 1 : readFormula(inner, walk.hintBefore).arms;
}
