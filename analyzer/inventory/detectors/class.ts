import { nameOfMember } from "../names.ts";
import { placeInScope, placeInUnit } from "../place.ts";
import {
  isClassLike,
  isClassStaticBlockDeclaration,
  isFunctionLike,
  isPropertyDeclaration,
  SyntaxKind,
  type ts,
} from "../syntax.ts";
import { scopeOfClass } from "../losses/scope.ts";
import { unwrap } from "../transparent.ts";
import { openFieldUnit, openUnit } from "../units.ts";
import type { Walk } from "../walk.ts";
import { hasDecorators, hasModifier } from "../modifiers.ts";

/** `class`: methods are units; field values belong to the constructor, or to the class's static part. */
export function visitClass(node: ts.Node, walk: Walk): void {
  if (!isClassLike(node)) return;
  if (hasModifier(node, SyntaxKind.DeclareKeyword)) {
    walk.erasing(() => walk.visitChildren(node));
    return;
  }
  if (hasDecorators(node)) walk.addArtefact("decorator", node);
  const place = placeInScope(walk.place, nameOfClass(node, walk), { node });
  const visit = (): void => {
    walk.visitAll(node.modifiers);
    walk.visitTypes(node.typeParameters);
    walk.visitAll(node.heritageClauses);
    walk.inPlace(place, () => walk.visitAll(node.members));
  };
  walk.scoping((outer) => scopeOfClass(node, outer), visit);
}

function nameOfClass(node: ts.ClassLikeDeclaration, walk: Walk): string {
  const name = node.name?.text ?? walk.expected.name.take(node);
  if (name !== undefined && name !== "") return name;
  return hasModifier(node, SyntaxKind.DefaultKeyword) ? "default" : "<class>";
}

/** A field: its value is set by the constructor, or when the class is made if it is static. */
export function visitField(node: ts.Node, walk: Walk): void {
  if (!isPropertyDeclaration(node)) return;
  const { modifiers, name, initializer } = node;
  walk.visitAll(modifiers);
  walk.visit(name);
  walk.visitTypes(node.type);
  if (initializer === undefined || !walk.isMarked(initializer)) return;
  const value = unwrap(initializer);
  walk.expected.name.leave(value, nameOfMember(name));
  // A function is a unit of its own, named by the field.
  if (isFunctionLike(value)) walk.visit(initializer);
  else {
    const unit = openFieldUnit(hasModifier(node, SyntaxKind.StaticKeyword), walk);
    walk.inPlace(placeInUnit(unit), () => walk.visit(initializer));
  }
}

/** `static { … }`. */
export function visitStaticBlock(node: ts.Node, walk: Walk): void {
  if (!isClassStaticBlockDeclaration(node)) return;
  const unit = openUnit("static", "static-block", node, walk);
  walk.inPlace(placeInUnit(unit), () => walk.visitStatements(node.body.statements));
}
