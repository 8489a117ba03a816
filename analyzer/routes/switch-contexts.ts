import { ts } from "ts-morph";
import { alwaysExits } from "./exits.ts";
import { either, narrow, narrowEqual, type Context, type ExpressionReader } from "./narrowing.ts";

/** What is known of the message in each clause of a switch, falling through included; in clause order. */
export function switchContexts(
  node: ts.SwitchStatement,
  reader: ExpressionReader,
): readonly Context[] {
  const { clauses } = node.caseBlock;
  const contexts: Context[] = [];
  for (const [index, clause] of clauses.entries()) {
    const own = clauseContext(node.expression, clause, reader);
    const before = contexts[index - 1];
    const previous = clauses[index - 1];
    const falls = before && previous && !previous.statements.some(alwaysExits);
    contexts.push(falls ? either(before, own) : own);
  }
  return contexts;
}

/** `switch (true)` asks each clause's own question; the other kind compares with one value. */
function clauseContext(
  subject: ts.Expression,
  clause: ts.CaseOrDefaultClause,
  reader: ExpressionReader,
): Context {
  if (ts.isDefaultClause(clause)) return [];
  if (subject.kind === ts.SyntaxKind.TrueKeyword) return narrow(clause.expression, reader).whenTrue;
  return narrowEqual(subject, clause.expression, reader);
}
