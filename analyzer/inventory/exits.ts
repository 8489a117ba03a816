import { ts } from "./syntax.ts";

/** What may catch a `break` or `continue` without a label on the way out. */
interface Around {
  readonly isBreakable: boolean;
  readonly isLoop: boolean;
}

/**
 * Whether a `return`, `break`, `continue` or `throw` stands in these statements that may leave them
 * before their end. A label counts as leaving, and so does a `throw` that is caught.
 */
export function hasExit(statements: readonly ts.Node[]): boolean {
  return statements.some((statement) => leaves(statement, { isBreakable: false, isLoop: false }));
}

/** Whether a statement of a loop's body may leave the loop other than by its test. */
export function leavesLoop(body: ts.Statement): boolean {
  return leaves(body, { isBreakable: false, isLoop: true });
}

function leaves(node: ts.Node, around: Around): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.ReturnStatement:
    case ts.SyntaxKind.ThrowStatement:
      return true;
    case ts.SyntaxKind.BreakStatement:
      return !around.isBreakable || hasLabel(node);
    case ts.SyntaxKind.ContinueStatement:
      return !around.isLoop || hasLabel(node);
    default:
      return isCompound(node) && leavesInside(node, around);
  }
}

function leavesInside(node: ts.Node, { isBreakable, isLoop }: Around): boolean {
  const loop = ts.isIterationStatement(node, false);
  const inner = {
    isBreakable: isBreakable || loop || ts.isSwitchStatement(node),
    isLoop: isLoop || loop,
  };
  return ts.forEachChild(node, (child) => leaves(child, inner) || undefined) ?? false;
}

/** Statements, and what statements hold between them; expressions and functions leave nothing here. */
function isCompound(node: ts.Node): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.Block:
    case ts.SyntaxKind.IfStatement:
    case ts.SyntaxKind.SwitchStatement:
    case ts.SyntaxKind.CaseBlock:
    case ts.SyntaxKind.CaseClause:
    case ts.SyntaxKind.DefaultClause:
    case ts.SyntaxKind.TryStatement:
    case ts.SyntaxKind.CatchClause:
    case ts.SyntaxKind.LabeledStatement:
    case ts.SyntaxKind.WithStatement:
      return true;
    default:
      return ts.isIterationStatement(node, false);
  }
}

function hasLabel(node: ts.Node): boolean {
  return ts.isBreakOrContinueStatement(node) && node.label !== undefined;
}
