import { bare } from "../../modules/bare.ts";
import { ts } from "ts-morph";
import { sayCode } from "../code.ts";
import { storageKey } from "../storage-key.ts";
import { sayCallResult } from "./call-result.ts";
import { clauseOf, type Clause, type ClauseForm, type ClauseSite } from "./clause.ts";
import { sayComparison } from "./comparison.ts";
import { sayEquality } from "./equality.ts";
import { lookupOf } from "./listed.ts";
import { sayMember } from "./membership.ts";
import { sayPredicate } from "./predicate.ts";

const FORMS: readonly ClauseForm[] = [sayFormula, sayEquality, sayComparison, sayPredicate];

/** What has to hold for a condition to be true, or false. */
export function sayClause(expression: ts.Expression, wanted: boolean, site: ClauseSite): Clause {
  const inner = bare(expression);
  if (ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.ExclamationToken)
    return sayClause(inner.operand, !wanted, site);
  const truth = sayTruth(inner, wanted, site);
  if (truth) return truth;
  for (const form of FORMS) {
    const clause = form(inner, wanted, site);
    if (clause !== undefined) return clause;
  }
  const key = storageKey(inner, site);
  if (key !== undefined)
    return clauseOf(
      `${wanted ? "something truthy" : "nothing, or something falsy,"} is stored under ${key}`,
    );
  const text = `${sayCode(inner.getText(site.source))} is ${wanted ? "truthy" : "falsy"}`;
  const lookup = lookupOf(inner, site);
  if (lookup) return sayMember(lookup.key, lookup.keys, { wanted, site });
  return (
    sayAnswer(inner, wanted, { text, site }) ??
    sayCallResult(inner, { wanted, text, site }) ??
    clauseOf(text)
  );
}

/** `parsed.ok === false` and the like, of what a function of the project gives. */
function sayTruth(
  expression: ts.Expression,
  wanted: boolean,
  site: ClauseSite,
): Clause | undefined {
  if (!ts.isBinaryExpression(expression)) return undefined;
  const { left, operatorToken, right } = expression;
  const operator: ts.SyntaxKind = operatorToken.kind;
  const isEqual = operator === ts.SyntaxKind.EqualsEqualsEqualsToken;
  if (!isEqual && operator !== ts.SyntaxKind.ExclamationEqualsEqualsToken) return undefined;
  const isTrue = right.kind === ts.SyntaxKind.TrueKeyword;
  if (!isTrue && right.kind !== ts.SyntaxKind.FalseKeyword) return undefined;
  const truth = (wanted === isEqual) === isTrue;
  const text = `${sayCode(left.getText(site.source))} is ${truth}`;
  return sayCallResult(left, { wanted: truth, text, site });
}

/** Parts of a formula that are told; the rest is counted. */
const MOST_PARTS = 5;

/** All parts must hold for a true `&&` and a false `||`; any one will do for the other two. */
function sayFormula(
  expression: ts.Expression,
  wanted: boolean,
  site: ClauseSite,
): Clause | undefined {
  if (!ts.isBinaryExpression(expression)) return undefined;
  const operator: ts.SyntaxKind = expression.operatorToken.kind;
  const isAnd = operator === ts.SyntaxKind.AmpersandAmpersandToken;
  if (!isAnd && operator !== ts.SyntaxKind.BarBarToken) return undefined;
  const operands = listOperands(expression, operator);
  const parts = operands.slice(0, MOST_PARTS).map((part) => sayClause(part, wanted, site));
  const texts = parts.map(({ text }) => text);
  const more = operands.length - parts.length;
  if (more > 0) texts.push(`${more} more such conditions`);
  return isAnd === wanted
    ? { text: texts.join(", and "), wishes: parts.flatMap(({ wishes }) => wishes) }
    : {
        text: texts.join(", or "),
        wishes: parts.find(({ wishes }) => wishes.length > 0)?.wishes ?? [],
      };
}

/** The operands of a chain of one operator, left to right; a chain may be thousands long. */
function listOperands(
  root: ts.BinaryExpression,
  operator: ts.SyntaxKind,
): readonly ts.Expression[] {
  const operands = [root.right];
  let left = bare(root.left);
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === operator) {
    operands.push(left.right);
    left = bare(left.left);
  }
  return [left, ...operands.toReversed()];
}

/** A call of a function that only answers a question is explained by that answer. */
function sayAnswer(
  expression: ts.Expression,
  wanted: boolean,
  { text, site }: { readonly text: string; readonly site: ClauseSite },
): Clause | undefined {
  const predicate = ts.isCallExpression(expression) ? site.predicateOf(expression) : undefined;
  if (!predicate) return undefined;
  const inner = { ...predicate.site, predicateOf: () => undefined };
  const answer = sayClause(predicate.answer, wanted, inner);
  return clauseOf(`${text}, which means: ${answer.text}`);
}
