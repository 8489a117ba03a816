import type { Counter } from "../model.ts";
import {
  isBlock,
  isFunctionLike,
  isIdentifier,
  isStatement,
  isVariableStatement,
  SyntaxKind,
  type ts,
} from "./syntax.ts";
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
  if (!walk.isCounted) return undefined;
  return counted.has(statement.kind)
    ? { of: "statement", start: walk.recorder.at(statement.getStart(walk.sourceFile)) }
    : undefined;
}

/** The counter of a variable's initial value: Istanbul counts the value, not the declaration. */
export function initializerCounter(value: ts.Expression, walk: Walk): Counter | undefined {
  if (!walk.isCounted) return undefined;
  const first = findLeftmost(value);
  const start = unwrap(value).getStart(walk.sourceFile);
  // Where the value begins with a parenthesis or a function, source maps lose its start (vitest 5.0.5).
  if (first.getStart(walk.sourceFile) !== start || isFunctionLike(first)) return undefined;
  return { of: "statement", start: walk.recorder.at(start) };
}

/** The first counter that runs once whenever the statements are entered; none where something before it may throw. */
export function firstCounter(statements: readonly ts.Statement[], walk: Walk): Counter | undefined {
  if (!walk.isCounted) return undefined;
  for (const statement of statements) {
    const counter = entryCounter(statement, walk);
    if (counter !== undefined) return counter;
    if (!isPassed(statement)) return undefined;
  }
  return undefined;
}

/** The counter that runs once whenever the statement is entered: the body of a loop, of a catch. */
export function entryCounter(statement: ts.Statement, walk: Walk): Counter | undefined {
  if (isBlock(statement)) return firstCounter(statement.statements, walk);
  if (isVariableStatement(statement)) {
    for (const { name, initializer } of statement.declarationList.declarations) {
      const counter = initializer && initializerCounter(initializer, walk);
      if (counter !== undefined) return counter;
      if (initializer !== undefined && !isSetWithoutFail(name, initializer)) return undefined;
    }
    return undefined;
  }
  return statementCounter(statement, walk);
}

/** The first counter among these statements, run at most once each time that the first of them is reached. */
export function nextCounter(
  statements: readonly ts.Node[],
  from: number,
  walk: Walk,
): Counter | undefined {
  if (!walk.isCounted) return undefined;
  for (let at = from; at < statements.length; at++) {
    const statement = statements[at];
    if (statement === undefined || !isStatement(statement) || isHinted(statement, walk)) continue;
    const counter = findCounter(statement, walk);
    if (counter !== undefined) return counter;
  }
  return undefined;
}

/** Any counter that a straight way leads to: it may be late, but never early. */
function findCounter(statement: ts.Statement, walk: Walk): Counter | undefined {
  if (isBlock(statement)) return nextCounter(statement.statements, 0, walk);
  if (!isVariableStatement(statement)) return statementCounter(statement, walk);
  for (const { initializer } of statement.declarationList.declarations) {
    const counter = initializer && initializerCounter(initializer, walk);
    if (counter !== undefined) return counter;
  }
  return undefined;
}

/** A hint takes the counters of the statement away. */
function isHinted(statement: ts.Statement, { hints }: Walk): boolean {
  return hints?.of(statement) !== undefined;
}

/** Statements that Istanbul does not count, and that do nothing where they stand. */
const idle: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.Block,
  SyntaxKind.EmptyStatement,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.TypeAliasDeclaration,
]);

/** Whether control gets past a statement that has no counter. */
function isPassed(statement: ts.Statement): boolean {
  if (isBlock(statement)) return statement.statements.every(isPassed);
  if (!isVariableStatement(statement)) return idle.has(statement.kind);
  return statement.declarationList.declarations.every(
    ({ name, initializer }) => initializer === undefined || isSetWithoutFail(name, initializer),
  );
}

function isSetWithoutFail(name: ts.BindingName, initializer: ts.Expression): boolean {
  return isIdentifier(name) && isFunctionLike(unwrap(initializer));
}
