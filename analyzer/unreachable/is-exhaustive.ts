import { ts } from "ts-morph";

/** Says whether the cases name every value that the type of a switch allows. */
export function isExhaustive(statement: ts.SwitchStatement, checker: ts.TypeChecker): boolean {
  const type = checker.getTypeAtLocation(statement.expression);
  const values = type.isUnion() ? type.types : [type];
  const named = statement.caseBlock.clauses.flatMap((clause) =>
    ts.isCaseClause(clause) ? [checker.getTypeAtLocation(clause.expression)] : [],
  );
  // A case whose own type is wider than one value proves nothing: `switch (true) { case n > 0: }`.
  const single = named.filter(isSingleValue);
  return values.every(
    (value) =>
      isSingleValue(value) && single.some((name) => checker.isTypeAssignableTo(value, name)),
  );
}

const SINGLE =
  ts.TypeFlags.StringLiteral |
  ts.TypeFlags.NumberLiteral |
  ts.TypeFlags.BigIntLiteral |
  ts.TypeFlags.BooleanLiteral |
  ts.TypeFlags.EnumLiteral |
  ts.TypeFlags.UniqueESSymbol |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined;

function isSingleValue(type: ts.Type): boolean {
  return (type.flags & SINGLE) !== 0 && !type.isUnion();
}
