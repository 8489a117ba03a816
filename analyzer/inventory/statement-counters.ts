import type { Counter } from "../model.ts";
import { isBlock, isFunctionLike, isVariableStatement, SyntaxKind, type ts } from "./syntax.ts";
import { findLeftmost, unwrap } from "./transparent.ts";
import type { Walk } from "./walk.ts";

/** Statements that Istanbul counts where they start. */
const counted: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.ExpressionStatement,
  SyntaxKind.BreakStatement,
  SyntaxKind.ContinueStatement,
  SyntaxKind.DebuggerStatement,
  SyntaxKind.ReturnStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.TryStatement,
  SyntaxKind.IfStatement,
  SyntaxKind.ForStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
  SyntaxKind.SwitchStatement,
  SyntaxKind.WithStatement,
  SyntaxKind.LabeledStatement,
]);

/** The counter of a statement that has one of its own. */
export function statementCounter(statement: ts.Statement, walk: Walk): Counter | undefined {
  if (walk.isErased || walk.ignored !== undefined) return undefined;
  return counted.has(statement.kind)
    ? { of: "statement", start: walk.recorder.at(statement.getStart(walk.sourceFile)) }
    : undefined;
}

/** The counter of a variable's initial value: Istanbul counts the value, not the declaration. */
export function initializerCounter(value: ts.Expression, walk: Walk): Counter | undefined {
  if (walk.isErased || walk.ignored !== undefined) return undefined;
  const first = findLeftmost(value);
  const start = unwrap(value).getStart(walk.sourceFile);
  // Where the value begins with a parenthesis or a function, source maps lose its start (vitest 5.0.5).
  if (first.getStart(walk.sourceFile) !== start || isFunctionLike(first)) return undefined;
  return { of: "statement", start: walk.recorder.at(start) };
}

/** The first counter that runs once whenever the statements are entered. */
export function firstCounter(statements: readonly ts.Statement[], walk: Walk): Counter | undefined {
  for (const statement of statements) {
    const counter = entryCounter(statement, walk);
    if (counter !== undefined) return counter;
  }
  return undefined;
}

/** The counter that runs once whenever the statement is entered: the body of a loop, of a catch. */
export function entryCounter(statement: ts.Statement, walk: Walk): Counter | undefined {
  if (isBlock(statement)) return firstCounter(statement.statements, walk);
  if (isVariableStatement(statement)) {
    for (const { initializer } of statement.declarationList.declarations) {
      const counter = initializer && initializerCounter(initializer, walk);
      if (counter !== undefined) return counter;
    }
    return undefined;
  }
  return statementCounter(statement, walk);
}
