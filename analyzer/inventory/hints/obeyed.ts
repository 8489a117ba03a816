import { isLogical } from "../formula.ts";
import { hasModifier } from "../modifiers.ts";
import { ts } from "../syntax.ts";

/** Kinds that Istanbul visits whatever their form (codeVisitor of istanbul-lib-instrument 6.0.3). */
const visited: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.Block,
  ts.SyntaxKind.BreakStatement,
  ts.SyntaxKind.CaseClause,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.ContinueStatement,
  ts.SyntaxKind.DebuggerStatement,
  ts.SyntaxKind.DefaultClause,
  ts.SyntaxKind.DoStatement,
  ts.SyntaxKind.ExpressionStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.LabeledStatement,
  ts.SyntaxKind.ReturnStatement,
  ts.SyntaxKind.SwitchStatement,
  ts.SyntaxKind.ThrowStatement,
  ts.SyntaxKind.TryStatement,
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.VariableDeclarationList,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.WithStatement,
]);

/**
 * Whether Istanbul looks for `istanbul ignore next` in front of such a node: a comment in front of any
 * other, a call or an enum, has no effect on what is inside.
 */
export function isObeyed(node: ts.Node): boolean {
  if (visited.has(node.kind)) return true;
  if (ts.isExportAssignment(node)) return node.isExportEquals !== true;
  if (ts.isPropertyDeclaration(node)) return !hasModifier(node, ts.SyntaxKind.AccessorKeyword);
  if (ts.isFunctionDeclaration(node)) return node.body !== undefined;
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node)) {
    return node.body !== undefined && !ts.isPrivateIdentifier(node.name);
  }
  if (ts.isConstructorDeclaration(node)) return node.body !== undefined;
  return isLogical(node);
}
