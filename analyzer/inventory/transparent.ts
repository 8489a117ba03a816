import { ts } from "./syntax.ts";

/** Parentheses and casts: nothing of them runs. */
export function isTransparent(
  node: ts.Node,
): node is
  | ts.ParenthesizedExpression
  | ts.AssertionExpression
  | ts.SatisfiesExpression
  | ts.NonNullExpression {
  switch (node.kind) {
    case ts.SyntaxKind.ParenthesizedExpression:
    case ts.SyntaxKind.AsExpression:
    case ts.SyntaxKind.SatisfiesExpression:
    case ts.SyntaxKind.NonNullExpression:
    case ts.SyntaxKind.TypeAssertionExpression:
      return true;
    default:
      return false;
  }
}

/** The expression inside parentheses and casts. */
export function unwrap(node: ts.Expression): ts.Expression {
  let inner = node;
  while (isTransparent(inner)) inner = inner.expression;
  return inner;
}

/** The expression inside parentheses. */
export function unwrapParentheses(node: ts.Expression): ts.Expression {
  let inner = node;
  while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
  return inner;
}

/** The first operand that is evaluated, inside parentheses and casts: `a` of `(a as B).c() ? d : e`. */
export function findLeftmost(node: ts.Expression): ts.Expression {
  let leftmost = unwrap(node);
  for (let left = leftOf(leftmost); left !== undefined; left = leftOf(leftmost)) {
    leftmost = unwrap(left);
  }
  return leftmost;
}

function leftOf(node: ts.Expression): ts.Expression | undefined {
  if (ts.isBinaryExpression(node)) return node.left;
  if (ts.isConditionalExpression(node)) return node.condition;
  if (ts.isTaggedTemplateExpression(node)) return node.tag;
  if (ts.isPostfixUnaryExpression(node)) return node.operand;
  return ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node)
    ? node.expression
    : undefined;
}
