import { hasModifier } from "../modifiers.ts";
import { nameOfMember } from "../names.ts";
import { placeInScope } from "../place.ts";
import {
  isEnumDeclaration,
  isIdentifier,
  isModuleDeclaration,
  NodeFlags,
  SyntaxKind,
  type ts,
} from "../syntax.ts";
import type { Walk } from "../walk.ts";

/** `enum`: transpilers make it a function call with a branch of its own (`X || (X = {})`). */
export function visitEnum(node: ts.Node, walk: Walk): void {
  if (!isEnumDeclaration(node)) return;
  if (hasModifier(node, SyntaxKind.DeclareKeyword)) {
    walk.erasing(() => walk.visitChildren(node));
    return;
  }
  if (!walk.isErased) walk.addArtefact("enum", node);
  walk.visitChildren(node);
}

/** `namespace`: like an enum, but the code in it runs as written. */
export function visitNamespace(node: ts.Node, walk: Walk): void {
  if (!isModuleDeclaration(node) || node.body === undefined) return;
  const { name, body } = node;
  const isAmbient =
    hasModifier(node, SyntaxKind.DeclareKeyword) ||
    !isIdentifier(name) ||
    (node.flags & NodeFlags.GlobalAugmentation) !== 0;
  if (isAmbient) {
    walk.erasing(() => walk.visitChildren(node));
    return;
  }
  if (!walk.isErased) walk.addArtefact("namespace", node);
  walk.inPlace(placeInScope(walk.place, nameOfMember(name)), () => walk.visit(body));
}
