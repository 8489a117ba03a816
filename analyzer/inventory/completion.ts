import { isBlock, isIfStatement, isTryStatement, SyntaxKind, type ts } from "./syntax.ts";

const exits: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.ReturnStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.BreakStatement,
  SyntaxKind.ContinueStatement,
]);

/** Whether control can run past the end of a statement, as far as its form tells; endless loops are not seen. */
export function canComplete(statement: ts.Statement): boolean {
  return !exits.has(statement.kind) && canCompoundComplete(statement);
}

function canCompoundComplete(statement: ts.Statement): boolean {
  if (isBlock(statement)) return canListComplete(statement.statements);
  if (isIfStatement(statement)) {
    const { thenStatement, elseStatement } = statement;
    return elseStatement === undefined || canComplete(thenStatement) || canComplete(elseStatement);
  }
  if (isTryStatement(statement)) {
    const { tryBlock, catchClause, finallyBlock } = statement;
    if (finallyBlock !== undefined && !canComplete(finallyBlock)) return false;
    return canComplete(tryBlock) || (catchClause !== undefined && canComplete(catchClause.block));
  }
  return true;
}

/** Whether control can run past the last of these statements. */
export function canListComplete(statements: readonly ts.Statement[]): boolean {
  const last = statements.at(-1);
  return last === undefined || canComplete(last);
}
