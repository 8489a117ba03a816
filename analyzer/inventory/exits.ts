import {
  forEachChild,
  isBreakStatement,
  isContinueStatement,
  isIterationStatement,
  isReturnStatement,
  isSwitchStatement,
  isThrowStatement,
  SyntaxKind,
  type ts,
} from "./syntax.ts";

/** Statements, and what statements hold between them; expressions and functions leave nothing. */
const compounds: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.Block,
  SyntaxKind.IfStatement,
  SyntaxKind.SwitchStatement,
  SyntaxKind.CaseBlock,
  SyntaxKind.CaseClause,
  SyntaxKind.DefaultClause,
  SyntaxKind.TryStatement,
  SyntaxKind.CatchClause,
  SyntaxKind.LabeledStatement,
  SyntaxKind.WithStatement,
  SyntaxKind.ForStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
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

/** Whether a `break` stands in statements that leads out of them; one with a label counts as leading out. */
export function mayBreak(node: ts.Node): boolean {
  return mayBreakFrom(node, false);
}

function mayBreakFrom(node: ts.Node, isCaught: boolean): boolean {
  if (isBreakStatement(node)) return !isCaught || node.label !== undefined;
  if (!compounds.has(node.kind)) return false;
  const isBreakable = isCaught || isIterationStatement(node, false) || isSwitchStatement(node);
  return forEachChild(node, (child) => mayBreakFrom(child, isBreakable) || undefined) ?? false;
}

function leaves(node: ts.Node, around: Around): boolean {
  if (isReturnStatement(node) || isThrowStatement(node)) return true;
  if (isBreakStatement(node)) return !around.isBreakable || node.label !== undefined;
  if (isContinueStatement(node)) return !around.isLoop || node.label !== undefined;
  return compounds.has(node.kind) && leavesInside(node, around);
}

function leavesInside(node: ts.Node, { isBreakable, isLoop }: Around): boolean {
  const loop = isIterationStatement(node, false);
  const inner = {
    isBreakable: isBreakable || loop || isSwitchStatement(node),
    isLoop: isLoop || loop,
  };
  return forEachChild(node, (child) => leaves(child, inner) || undefined) ?? false;
}
