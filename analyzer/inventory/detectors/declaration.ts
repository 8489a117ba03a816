import { hasModifier } from "../modifiers.ts";
import { nameOfCallback, nameOfMember } from "../names.ts";
import { placeInScope } from "../place.ts";
import { initializerCounter } from "../statement-counters.ts";
import { ts } from "../syntax.ts";
import { unwrap } from "../transparent.ts";
import type { Walk } from "../walk.ts";

/** `const` and its like: a function, class or object gets the variable's name. */
export function visitVariable(node: ts.Node, walk: Walk): void {
  if (!ts.isVariableDeclaration(node)) return;
  const { name, initializer } = node;
  walk.visitTypes(node.type);
  if (!ts.isIdentifier(name) && walk.isMarked(name)) {
    const asked = initializer && initializerCounter(initializer, walk);
    walk.asking(asked, () => walk.visit(name));
  }
  if (initializer === undefined) return;
  if (ts.isIdentifier(name)) walk.expected.name.leave(unwrap(initializer), name.text);
  walk.visit(initializer);
}

export function visitVariableStatement(node: ts.Node, walk: Walk): void {
  if (!ts.isVariableStatement(node)) return;
  if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) {
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
  if (!ts.isPropertyAssignment(node)) return;
  walk.visit(node.name);
  walk.expected.name.leave(unwrap(node.initializer), nameOfMember(node.name));
  walk.visit(node.initializer);
}

/** `export default` of a value. */
export function visitExportValue(node: ts.Node, walk: Walk): void {
  if (!ts.isExportAssignment(node)) return;
  walk.expected.name.leave(unwrap(node.expression), "default");
  walk.visit(node.expression);
}

export function visitNew(node: ts.Node, walk: Walk): void {
  if (!ts.isNewExpression(node)) return;
  walk.visit(node.expression);
  walk.visitTypes(node.typeArguments);
  for (const argument of node.arguments ?? []) {
    if (ts.isFunctionLike(argument)) {
      walk.expected.name.leave(argument, nameOfCallback(node.expression));
    }
    walk.visit(argument);
  }
}

/** `<button onClick={() => …}>`. */
export function visitJsxAttribute(node: ts.Node, walk: Walk): void {
  if (!ts.isJsxAttribute(node) || node.initializer === undefined) return;
  const { name, initializer } = node;
  if (ts.isJsxExpression(initializer) && initializer.expression && ts.isIdentifier(name)) {
    walk.expected.name.leave(initializer.expression, `cb:${name.text}`);
  }
  walk.visit(initializer);
}
