import { ts } from "../syntax.ts";

/** Parents of nodes; trees are parsed without them, so they are kept only around ignore comments. */
export type Ancestry = ReadonlyMap<ts.Node, ts.Node>;

/** The parent of a node, parentheses aside. */
export function findHolder(node: ts.Node, ancestry: Ancestry): ts.Node | undefined {
  let holder = ancestry.get(node);
  while (holder !== undefined && ts.isParenthesizedExpression(holder))
    holder = ancestry.get(holder);
  return holder;
}

/** Whether an expression is, or is part of, the left side of an assignment: a pattern. */
export function isTarget(node: ts.Node, ancestry: Ancestry): boolean {
  let target = node;
  for (;;) {
    const parent = ancestry.get(target);
    if (parent === undefined) return false;
    if (isAssignment(parent)) return parent.left === target;
    if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) {
      return parent.initializer === target;
    }
    if (ts.isPropertyAssignment(parent) && parent.initializer !== target) return false;
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
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function isPatternPart(node: ts.Node): boolean {
  return (
    ts.isArrayLiteralExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isSpreadElement(node) ||
    ts.isSpreadAssignment(node)
  );
}
