import { canHaveModifiers, isFunctionLike, SyntaxKind, type ts } from "./syntax.ts";

/** Whether one of the words before a declaration is this one. */
export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  if (!canHaveModifiers(node) || node.modifiers === undefined) return false;
  return node.modifiers.some((modifier) => modifier.kind === kind);
}

/** Whether a class, a member or a parameter of one is decorated: transpilers then wrap the class in a call. */
export function hasDecorators(node: ts.ClassLikeDeclaration): boolean {
  return isDecorated(node) || node.members.some(isDecoratedMember);
}

function isDecoratedMember(member: ts.ClassElement): boolean {
  return isDecorated(member) || (isFunctionLike(member) && member.parameters.some(isDecorated));
}

function isDecorated(node: ts.Node): boolean {
  return hasModifier(node, SyntaxKind.Decorator);
}
