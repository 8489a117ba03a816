import { ts } from "../syntax.ts";
import type { Walk } from "../walk.ts";
import { visitDefault } from "./default-value.ts";

/** The left side of an assignment; a literal there is a pattern, and an `=` in it a default value. */
export function visitTarget(node: ts.Node, walk: Walk): void {
  if (ts.isArrayLiteralExpression(node)) {
    for (const element of node.elements) visitElement(element, walk);
  } else if (ts.isObjectLiteralExpression(node)) {
    for (const property of node.properties) visitProperty(property, walk);
  } else if (ts.isSpreadElement(node)) visitTarget(node.expression, walk);
  else walk.visit(node);
}

function visitElement(node: ts.Expression, walk: Walk): void {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    visitDefault({ whole: node, name: node.left, value: node.right }, walk);
  } else visitTarget(node, walk);
}

function visitProperty(node: ts.ObjectLiteralElementLike, walk: Walk): void {
  if (ts.isPropertyAssignment(node)) {
    walk.visit(node.name);
    visitElement(node.initializer, walk);
  } else if (ts.isShorthandPropertyAssignment(node) && node.objectAssignmentInitializer) {
    const { name, objectAssignmentInitializer: value } = node;
    visitDefault({ whole: node, name, value }, walk);
  } else if (ts.isSpreadAssignment(node)) visitTarget(node.expression, walk);
  else walk.visit(node);
}
