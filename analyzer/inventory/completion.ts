import { ts } from "./syntax.ts";

/** Whether control can run past the end of a statement, as far as its form tells; endless loops are not seen. */
export function canComplete(statement: ts.Statement): boolean {
  switch (statement.kind) {
    case ts.SyntaxKind.ReturnStatement:
    case ts.SyntaxKind.ThrowStatement:
    case ts.SyntaxKind.BreakStatement:
    case ts.SyntaxKind.ContinueStatement:
      return false;
    default:
      return canCompleteCompound(statement);
  }
}

function canCompleteCompound(statement: ts.Statement): boolean {
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
