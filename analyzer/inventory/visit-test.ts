import type { Truth } from "./expectations.ts";
import { isLogical } from "./formula.ts";
import { isPrefixUnaryExpression, SyntaxKind, type ts } from "./syntax.ts";
import { isTransparent } from "./transparent.ts";
import type { Walk } from "./walk.ts";

/** Visits an expression of whose value something is known, so that a formula in it can use that. */
export function visitTest(node: ts.Expression, truth: Truth | undefined, walk: Walk): void {
  if (!walk.isMarked(node)) return;
  expectTruth(node, truth, walk);
  walk.visit(node);
}

/** Leaves what is known of a value for the formula there, which parentheses, casts and negations may hold. */
export function expectTruth(node: ts.Expression, truth: Truth | undefined, walk: Walk): void {
  let core = node;
  let known = truth;
  for (;;) {
    if (isTransparent(core)) core = core.expression;
    else if (isNegation(core)) {
      core = core.operand;
      known = known && { whenTrue: known.whenFalse, whenFalse: known.whenTrue };
    } else break;
  }
  if (known !== undefined && isLogical(core)) walk.expected.truth.leave(core, known);
}

function isNegation(node: ts.Expression): node is ts.PrefixUnaryExpression {
  return isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken;
}
