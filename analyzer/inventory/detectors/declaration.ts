import type { LossyCount } from "../counts.ts";
import { lossOf } from "../losses/loss.ts";
import { hasModifier } from "../modifiers.ts";
import { nameOfCallback, nameOfMember } from "../names.ts";
import { placeInScope } from "../place.ts";
import { initializerCounter } from "../statement-counters.ts";
import {
  isExportAssignment,
  isFunctionLike,
  isIdentifier,
  isJsxAttribute,
  isJsxExpression,
  isNewExpression,
  isPropertyAssignment,
  isVariableDeclaration,
  isVariableStatement,
  SyntaxKind,
  type ts,
} from "../syntax.ts";
import { unwrap } from "../transparent.ts";
import type { Walk } from "../walk.ts";

/** `const` and its like: a function, class or object gets the variable's name. */
export function visitVariable(node: ts.Node, walk: Walk): void {
  if (!isVariableDeclaration(node)) return;
  const { name, initializer } = node;
  walk.visitTypes(node.type);
  if (!isIdentifier(name) && walk.isMarked(name)) {
    // Without a value of its own the variable is a loop's, which knows how often it takes one apart.
    const asked = initializer === undefined ? walk.asked : countTakenApart(node, initializer, walk);
    walk.asking(asked, () => walk.visit(name));
  }
  if (initializer === undefined) return;
  if (isIdentifier(name)) walk.expected.name.leave(unwrap(initializer), name.text);
  walk.visit(initializer);
}

/** Counted before the value is evaluated, and before its parts are read. */
function countTakenApart(node: ts.Node, value: ts.Expression, walk: Walk): LossyCount {
  const first = initializerCounter(value, walk);
  return { count: first, loss: lossOf("more", { node, first }, walk) };
}

export function visitVariableStatement(node: ts.Node, walk: Walk): void {
  if (!isVariableStatement(node)) return;
  if (hasModifier(node, SyntaxKind.DeclareKeyword)) {
    walk.erasing(() => walk.visitChildren(node));
  } else walk.visitChildren(node);
}

/** `{ … }`: methods and functions in a named object carry its name in front. */
export function visitObject(node: ts.Node, walk: Walk): void {
  const name = walk.expected.name.take(node) ?? "";
  if (name === "") walk.visitChildren(node);
  else walk.inPlace(placeInScope(walk.place, name), () => walk.visitChildren(node));
}

export function visitProperty(node: ts.Node, walk: Walk): void {
  if (!isPropertyAssignment(node)) return;
  walk.visit(node.name);
  walk.expected.name.leave(unwrap(node.initializer), nameOfMember(node.name));
  walk.visit(node.initializer);
}

/** `export default` of a value. */
export function visitExportValue(node: ts.Node, walk: Walk): void {
  if (!isExportAssignment(node)) return;
  walk.expected.name.leave(unwrap(node.expression), "default");
  walk.visit(node.expression);
}

export function visitNew(node: ts.Node, walk: Walk): void {
  if (!isNewExpression(node)) return;
  walk.visit(node.expression);
  walk.visitTypes(node.typeArguments);
  for (const argument of node.arguments ?? []) {
    if (isFunctionLike(argument)) {
      walk.expected.name.leave(argument, nameOfCallback(node.expression));
    }
    walk.visit(argument);
  }
}

/** `<button onClick={() => …}>`. */
export function visitJsxAttribute(node: ts.Node, walk: Walk): void {
  if (!isJsxAttribute(node) || node.initializer === undefined) return;
  const { name, initializer } = node;
  if (isJsxExpression(initializer) && initializer.expression && isIdentifier(name)) {
    walk.expected.name.leave(initializer.expression, `cb:${name.text}`);
  }
  walk.visit(initializer);
}
