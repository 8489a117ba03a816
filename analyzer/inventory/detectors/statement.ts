import { lossOf } from "../losses/loss.ts";
import { statementCounter } from "../statement-counters.ts";
import {
  isArrayLiteralExpression,
  isBinaryExpression,
  isBlock,
  isExpressionStatement,
  isLabeledStatement,
  isModuleBlock,
  isObjectLiteralExpression,
  type ts,
} from "../syntax.ts";
import { unwrapParentheses } from "../transparent.ts";
import type { Walk } from "../walk.ts";

/** Statements in order: what an early exit says holds to their end. */
export function visitBlock(node: ts.Node, walk: Walk): void {
  if (isBlock(node) || isModuleBlock(node)) walk.visitStatements(node.statements);
}

/** `({ a = 1 } = b);` takes a value apart once per run of the statement. */
export function visitExpressionStatement(node: ts.Node, walk: Walk): void {
  if (!isExpressionStatement(node)) return;
  const core = unwrapParentheses(node.expression);
  if (isBinaryExpression(core) && isPattern(core.left)) {
    const first = statementCounter(node, walk);
    const loss = lossOf("more", { node, first }, walk);
    walk.expected.asked.leave(core, { count: first, loss });
  }
  walk.visit(node.expression);
}

function isPattern(node: ts.Expression): boolean {
  return isObjectLiteralExpression(node) || isArrayLiteralExpression(node);
}

/** A labelled statement may be left by its label: what an early exit in it says ends with it. */
export function visitLabeled(node: ts.Node, walk: Walk): void {
  if (isLabeledStatement(node)) walk.inPlace(walk.place, () => walk.visit(node.statement));
}
