import { ts } from "./syntax.ts";

const exits: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ReturnStatement,
  ts.SyntaxKind.ThrowStatement,
  ts.SyntaxKind.BreakStatement,
  ts.SyntaxKind.ContinueStatement,
]);

/** Whether control can run past the end of a statement, as far as its form tells; endless loops are not seen. */
export function canComplete(statement: ts.Statement): boolean {
  return !exits.has(statement.kind) && canCompoundComplete(statement);
}

function canCompoundComplete(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) return canListComplete(statement.statements);
  if (ts.isIfStatement(statement)) {
    const { thenStatement, elseStatement } = statement;
    return elseStatement === undefined || canComplete(thenStatement) || canComplete(elseStatement);
  }
  if (ts.isTryStatement(statement)) {
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
