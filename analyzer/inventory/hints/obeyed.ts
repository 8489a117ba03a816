import { isLogical } from "../formula.ts";
import { hasModifier } from "../modifiers.ts";
import {
  isAccessor,
  isConstructorDeclaration,
  isExportAssignment,
  isFunctionDeclaration,
  isMethodDeclaration,
  isPrivateIdentifier,
  isPropertyDeclaration,
  SyntaxKind,
  type ts,
} from "../syntax.ts";

/** Kinds that Istanbul visits whatever their form (codeVisitor of istanbul-lib-instrument 6.0.3). */
const visited: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.ArrowFunction,
  SyntaxKind.Block,
  SyntaxKind.BreakStatement,
  SyntaxKind.CaseClause,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.ConditionalExpression,
  SyntaxKind.ContinueStatement,
  SyntaxKind.DebuggerStatement,
  SyntaxKind.DefaultClause,
  SyntaxKind.DoStatement,
  SyntaxKind.ExpressionStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.ForStatement,
  SyntaxKind.FunctionExpression,
  SyntaxKind.IfStatement,
  SyntaxKind.LabeledStatement,
  SyntaxKind.ReturnStatement,
  SyntaxKind.SwitchStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.TryStatement,
  SyntaxKind.VariableDeclaration,
  SyntaxKind.VariableDeclarationList,
  SyntaxKind.VariableStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.WithStatement,
]);

/**
 * Whether Istanbul looks for `istanbul ignore next` in front of such a node: a comment in front of any
 * other, a call or an enum, has no effect on what is inside.
 */
export function isObeyed(node: ts.Node): boolean {
  if (visited.has(node.kind)) return true;
  if (isExportAssignment(node)) return node.isExportEquals !== true;
  if (isPropertyDeclaration(node)) return !hasModifier(node, SyntaxKind.AccessorKeyword);
  if (isFunctionDeclaration(node)) return node.body !== undefined;
  if (isMethodDeclaration(node) || isAccessor(node)) {
    return node.body !== undefined && !isPrivateIdentifier(node.name);
  }
  if (isConstructorDeclaration(node)) return node.body !== undefined;
  return isLogical(node);
}
