import type { Counter, Unit } from "../../model.ts";
import type { LossyCount } from "../counts.ts";
import { hasModifier } from "../modifiers.ts";
import { nameOfMember } from "../names.ts";
import { scopeOfFunction } from "../losses/scope.ts";
import { placeInUnit, type UnitFrame } from "../place.ts";
import {
  isBindingElement,
  isConstructorDeclaration,
  isGetAccessorDeclaration,
  isIdentifier,
  isSetAccessorDeclaration,
  SyntaxKind,
  type ts,
} from "../syntax.ts";
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
  [SyntaxKind.FunctionDeclaration, "function"],
  [SyntaxKind.FunctionExpression, "function"],
  [SyntaxKind.ArrowFunction, "function"],
  [SyntaxKind.MethodDeclaration, "method"],
  [SyntaxKind.Constructor, "constructor"],
  [SyntaxKind.GetAccessor, "accessor"],
  [SyntaxKind.SetAccessor, "accessor"],
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
  if (node.modifiers !== undefined) walk.visitAll(node.modifiers);
  if (node.name !== undefined) walk.visit(node.name);
  walk.visitTypes(node.typeParameters);
  walk.visitTypes(node.type);
  const visit = (): void => {
    if (walk.isMarked(node.parameters)) {
      const asked = countBindings(node, unit, walk);
      walk.asking(asked, () => walk.visitAll(node.parameters));
    }
    walk.visit(body);
  };
  walk.inPlace(placeInUnit(unit), () =>
    walk.scoping((outer) => scopeOfFunction(node, outer), visit),
  );
}

/**
 * Parameters get their values before the body is counted: what a default value throws is lost, and at most as often as
 * that was used. A generator's body waits for its first `next()`.
 */
function countBindings(node: FunctionNode, { entered }: UnitFrame, walk: Walk): LossyCount {
  const isGenerator = "asteriskToken" in node && node.asteriskToken !== undefined;
  const isPlain = node.parameters.every(({ name }) => isPlainBinding(name));
  if (isGenerator || !isPlain || walk.hints !== undefined)
    return { count: entered, loss: { makes: "less" } };
  const failing: Counter[] = [];
  return { count: entered, loss: { makes: "less", began: failing, ended: [] }, failing };
}

/** Whether nothing but default values can throw, and getters and iterators of those who call: that keeps the body from running. */
function isPlainBinding(name: ts.BindingName): boolean {
  if (isIdentifier(name)) return true;
  return name.elements.every(
    (part) =>
      !isBindingElement(part) ||
      (isIdentifier(part.name) && part.propertyName?.kind !== SyntaxKind.ComputedPropertyName),
  );
}

function openFunctionUnit(node: FunctionNode, walk: Walk): UnitFrame {
  if (isConstructorDeclaration(node)) return openFieldUnit(false, walk);
  return openUnit(nameOf(node, walk), unitKinds.get(node.kind) ?? "function", node, walk);
}

function nameOf(node: Exclude<FunctionNode, ts.ConstructorDeclaration>, walk: Walk): string {
  const name = node.name === undefined ? walk.expected.name.take(node) : nameOfMember(node.name);
  if (isGetAccessorDeclaration(node)) return `get:${name}`;
  if (isSetAccessorDeclaration(node)) return `set:${name}`;
  if (name !== undefined && name !== "") return name;
  return hasModifier(node, SyntaxKind.DefaultKeyword) ? "default" : "<anonymous>";
}
