import { isLogical } from "../formula.ts";
import { isBinaryExpression, SyntaxKind, type ts } from "../syntax.ts";
import type { Walk } from "../walk.ts";
import { visitLogical } from "./logical.ts";
import { visitAssignment } from "./assignment.ts";
import { visitWrittenFormula } from "./written-formula.ts";

/** Operators between two operands: formulas, assignments, and those that decide nothing. */
export function visitBinary(node: ts.Node, walk: Walk): void {
  if (!isBinaryExpression(node)) return;
  if (isLogical(node)) {
    if (walk.profile === "istanbul") visitWrittenFormula(node, walk);
    else visitLogical(node, walk);
  } else if (isAssignment(node)) visitAssignment(node, walk);
  else visitOperands(node, walk);
}

/** `"a" + "b" + …` may be ten thousand deep to the left: no recursion. */
function visitOperands(root: ts.BinaryExpression, walk: Walk): void {
  const rights: ts.Expression[] = [];
  let left: ts.Expression = root;
  while (isBinaryExpression(left) && !isLogical(left) && !isAssignment(left)) {
    rights.push(left.right);
    left = left.left;
  }
  walk.visit(left);
  for (let index = rights.length - 1; index >= 0; index--) {
    const right = rights[index];
    if (right !== undefined) walk.visit(right);
  }
}

function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
}
