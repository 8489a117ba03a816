import {
  isBinaryExpression,
  isCallExpression,
  isConditionalExpression,
  isElementAccessExpression,
  isParenthesizedExpression,
  isPostfixUnaryExpression,
  isPropertyAccessExpression,
  isTaggedTemplateExpression,
  SyntaxKind,
  type ts,
} from "./syntax.ts";

/** What a transpiler drops, or may drop, without a change in what runs. */
type Transparent =
  | ts.ParenthesizedExpression
  | ts.AssertionExpression
  | ts.SatisfiesExpression
  | ts.NonNullExpression;

/** Parentheses and casts. */
export function isTransparent(node: ts.Node): node is Transparent {
  const { kind } = node;
  return (
    kind === SyntaxKind.ParenthesizedExpression ||
    kind === SyntaxKind.AsExpression ||
    kind === SyntaxKind.NonNullExpression ||
    kind === SyntaxKind.SatisfiesExpression ||
    kind === SyntaxKind.TypeAssertionExpression
  );
}

/** The expression inside parentheses and casts. */
export function unwrap(node: ts.Expression): ts.Expression {
  let inner = node;
  while (isTransparent(inner)) inner = inner.expression;
  return inner;
}

/** The node inside parentheses. */
export function unwrapParentheses<T extends ts.Node>(node: T): T | ts.Expression {
  let inner: T | ts.Expression = node;
  while (isParenthesizedExpression(inner)) inner = inner.expression;
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
  if (isBinaryExpression(node)) return node.left;
  if (isConditionalExpression(node)) return node.condition;
  if (isTaggedTemplateExpression(node)) return node.tag;
  if (isPostfixUnaryExpression(node)) return node.operand;
  return isPropertyAccessExpression(node) ||
    isElementAccessExpression(node) ||
    isCallExpression(node)
    ? node.expression
    : undefined;
}
