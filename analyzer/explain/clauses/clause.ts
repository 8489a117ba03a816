import { bare } from "../../actors/bare.ts";
import { ts } from "../../inventory/syntax.ts";
import { sayCode } from "../code.ts";
import { sayComparison } from "./comparison.ts";
import { sayEquality } from "./equality.ts";
import { sayPredicate } from "./predicate.ts";

/** Where a clause is about: needed to read text and to look constants up. */
export interface ClauseSite {
  readonly source: ts.SourceFile;
  /** The number or string that a name stands for; undefined when it is not a constant. */
  readonly constantOf: (expression: ts.Expression) => string | number | undefined;
}

/** Says, of a part of a condition, what makes it true or false; undefined for forms it does not know. */
export type ClauseForm = (
  expression: ts.Expression,
  wanted: boolean,
  site: ClauseSite,
) => string | undefined;

const FORMS: readonly ClauseForm[] = [sayFormula, sayEquality, sayComparison, sayPredicate];

/** What has to hold for a condition to be true, or false, as a clause: "`n` is 0", "`text` is empty". */
export function sayClause(expression: ts.Expression, wanted: boolean, site: ClauseSite): string {
  const inner = bare(expression);
  if (ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.ExclamationToken)
    return sayClause(inner.operand, !wanted, site);
  for (const form of FORMS) {
    const clause = form(inner, wanted, site);
    if (clause !== undefined) return clause;
  }
  return `${sayCode(inner.getText(site.source))} is ${wanted ? "truthy" : "falsy"}`;
}

/** All parts must hold for a true `&&` and a false `||`; any one will do for the other two. */
function sayFormula(
  expression: ts.Expression,
  wanted: boolean,
  site: ClauseSite,
): string | undefined {
  if (!ts.isBinaryExpression(expression)) return undefined;
  const operator: ts.SyntaxKind = expression.operatorToken.kind;
  const isAnd = operator === ts.SyntaxKind.AmpersandAmpersandToken;
  if (!isAnd && operator !== ts.SyntaxKind.BarBarToken) return undefined;
  const parts = [expression.left, expression.right].map((part) => sayClause(part, wanted, site));
  return parts.join(isAnd === wanted ? " and " : " or ");
}
