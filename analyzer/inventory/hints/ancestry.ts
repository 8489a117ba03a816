import {
  isArrayLiteralExpression,
  isBinaryExpression,
  isForInStatement,
  isForOfStatement,
  isObjectLiteralExpression,
  isParenthesizedExpression,
  isPropertyAssignment,
  isSpreadAssignment,
  isSpreadElement,
  SyntaxKind,
  type ts,
} from "../syntax.ts";

/** Parents of nodes; trees are parsed without them, so they are kept only around ignore comments. */
export type Ancestry = ReadonlyMap<ts.Node, ts.Node>;

/** The parent of a node, parentheses aside. */
export function findHolder(node: ts.Node, ancestry: Ancestry): ts.Node | undefined {
  let holder = ancestry.get(node);
  while (holder !== undefined && isParenthesizedExpression(holder)) holder = ancestry.get(holder);
  return holder;
}

/** Whether an expression is, or is part of, the left side of an assignment: a pattern. */
export function isTarget(node: ts.Node, ancestry: Ancestry): boolean {
  let target = node;
  for (;;) {
    const parent = ancestry.get(target);
    if (parent === undefined) return false;
    if (isAssignment(parent)) return parent.left === target;
    if (isForInStatement(parent) || isForOfStatement(parent)) {
      return parent.initializer === target;
    }
    if (isPropertyAssignment(parent) && parent.initializer !== target) return false;
    if (!isPatternPart(parent)) return false;
    target = parent;
  }
}

/** Whether an `=` gives a default value in a pattern, rather than assigning. */
export function isDefault(node: ts.Node, ancestry: Ancestry): boolean {
  if (!isAssignment(node)) return false;
  const parent = ancestry.get(node);
  return parent !== undefined && isPatternPart(parent) && isTarget(node, ancestry);
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken;
}

/** What may hold a part of a pattern: in `{ a = b }` the value is none. */
function isPatternPart(node: ts.Node): boolean {
  return (
    isArrayLiteralExpression(node) ||
    isObjectLiteralExpression(node) ||
    isPropertyAssignment(node) ||
    isSpreadElement(node) ||
    isSpreadAssignment(node)
  );
}
