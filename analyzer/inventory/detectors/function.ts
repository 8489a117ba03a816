import type { Unit } from "../../model.ts";
import { hasModifier } from "../modifiers.ts";
import { nameOfMember } from "../names.ts";
import { ts } from "../syntax.ts";
import type { UnitFrame, Walk } from "../walk.ts";

type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.AccessorDeclaration;

function isFunction(node: ts.Node): node is FunctionNode {
  switch (node.kind) {
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.FunctionExpression:
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.Constructor:
    case ts.SyntaxKind.GetAccessor:
    case ts.SyntaxKind.SetAccessor:
      return true;
    default:
      return false;
  }
}

/** Functions of every form: what stands in one belongs to it. Overloads and abstract methods leave nothing. */
export function visitFunction(node: ts.Node, walk: Walk): void {
  if (!isFunction(node)) return;
  const { body } = node;
  if (body === undefined) {
    walk.erasing(() => walk.visitChildren(node));
    return;
  }
  const unit = openUnit(node, walk);
  walk.visitAll(node.modifiers);
  if (node.name !== undefined) walk.visit(node.name);
  walk.withinUnit(unit, () => {
    walk.askedAs(unit.entered, () => walk.visitAll(node.parameters));
    walk.visit(body);
  });
}

function openUnit(node: FunctionNode, walk: Walk): UnitFrame {
  return ts.isConstructorDeclaration(node)
    ? walk.fieldUnit(false)
    : walk.openUnit(nameOf(node, walk), kindOf(node), node);
}

function nameOf(node: Exclude<FunctionNode, ts.ConstructorDeclaration>, walk: Walk): string {
  const name = node.name === undefined ? walk.expected.name.take(node) : nameOfMember(node.name);
  if (ts.isGetAccessorDeclaration(node)) return `get:${name}`;
  if (ts.isSetAccessorDeclaration(node)) return `set:${name}`;
  if (name !== undefined && name !== "") return name;
  return hasModifier(node, ts.SyntaxKind.DefaultKeyword) ? "default" : "<anonymous>";
}

function kindOf(node: FunctionNode): Unit["kind"] {
  switch (node.kind) {
    case ts.SyntaxKind.MethodDeclaration:
      return "method";
    case ts.SyntaxKind.GetAccessor:
    case ts.SyntaxKind.SetAccessor:
      return "accessor";
    case ts.SyntaxKind.Constructor:
      return "constructor";
    default:
      return "function";
  }
}
