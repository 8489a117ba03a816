import { ts } from "./syntax.ts";

/** Statements, and what statements hold between them; expressions and functions leave nothing. */
const compounds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.Block,
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.SwitchStatement,
  ts.SyntaxKind.CaseBlock,
  ts.SyntaxKind.CaseClause,
  ts.SyntaxKind.DefaultClause,
  ts.SyntaxKind.TryStatement,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.LabeledStatement,
  ts.SyntaxKind.WithStatement,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.DoStatement,
]);

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
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) return true;
  if (ts.isBreakStatement(node)) return !around.isBreakable || node.label !== undefined;
  if (ts.isContinueStatement(node)) return !around.isLoop || node.label !== undefined;
  return compounds.has(node.kind) && leavesInside(node, around);
}

function leavesInside(node: ts.Node, { isBreakable, isLoop }: Around): boolean {
  const loop = ts.isIterationStatement(node, false);
  const inner = {
    isBreakable: isBreakable || loop || ts.isSwitchStatement(node),
    isLoop: isLoop || loop,
  };
  return ts.forEachChild(node, (child) => leaves(child, inner) || undefined) ?? false;
}
