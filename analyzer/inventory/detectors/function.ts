import type { Unit } from "../../model.ts";
import { hasModifier } from "../modifiers.ts";
import { nameOfMember } from "../names.ts";
import { placeInUnit, type UnitFrame } from "../place.ts";
import { ts } from "../syntax.ts";
import { openFieldUnit, openUnit } from "../units.ts";
import type { Walk } from "../walk.ts";

type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.AccessorDeclaration;

/** What a unit of each form of function is called. */
const unitKinds: ReadonlyMap<ts.SyntaxKind, Unit["kind"]> = new Map([
  [ts.SyntaxKind.FunctionDeclaration, "function"],
  [ts.SyntaxKind.FunctionExpression, "function"],
  [ts.SyntaxKind.ArrowFunction, "function"],
  [ts.SyntaxKind.MethodDeclaration, "method"],
  [ts.SyntaxKind.Constructor, "constructor"],
  [ts.SyntaxKind.GetAccessor, "accessor"],
  [ts.SyntaxKind.SetAccessor, "accessor"],
]);

function isFunction(node: ts.Node): node is FunctionNode {
  return unitKinds.has(node.kind);
}

/** Functions of every form: what stands in one belongs to it. Overloads and abstract methods leave nothing. */
export function visitFunction(node: ts.Node, walk: Walk): void {
  if (!isFunction(node)) return;
  const { body } = node;
  if (body === undefined) {
    walk.erasing(() => walk.visitChildren(node));
    return;
  }
  const unit = openFunctionUnit(node, walk);
  walk.visitAll(node.modifiers);
  if (node.name !== undefined) walk.visit(node.name);
  walk.visitTypes(node.typeParameters);
  walk.visitTypes(node.type);
  walk.inPlace(placeInUnit(unit), () => {
    walk.asking(unit.entered, () => walk.visitAll(node.parameters));
    walk.visit(body);
  });
}

function openFunctionUnit(node: FunctionNode, walk: Walk): UnitFrame {
  if (ts.isConstructorDeclaration(node)) return openFieldUnit(false, walk);
  return openUnit(nameOf(node, walk), unitKinds.get(node.kind) ?? "function", node, walk);
}

function nameOf(node: Exclude<FunctionNode, ts.ConstructorDeclaration>, walk: Walk): string {
  const name = node.name === undefined ? walk.expected.name.take(node) : nameOfMember(node.name);
  if (ts.isGetAccessorDeclaration(node)) return `get:${name}`;
  if (ts.isSetAccessorDeclaration(node)) return `set:${name}`;
  if (name !== undefined && name !== "") return name;
  return hasModifier(node, ts.SyntaxKind.DefaultKeyword) ? "default" : "<anonymous>";
}
