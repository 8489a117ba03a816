import { bare } from "../../actors/bare.ts";
import { ts } from "../../inventory/syntax.ts";
import { sayCode } from "../code.ts";
import type { ClauseSite } from "./clause.ts";

/** For each result of `typeof`, words for it and a value that has another one. */
const TYPES: Readonly<Record<string, readonly [is: string, other: string]>> = {
  string: ["a string", "1"],
  number: ["a number", '"x"'],
  bigint: ["a bigint", "1"],
  boolean: ["a boolean", '"x"'],
  object: ["an object or null", '"x"'],
  function: ["a function", "null"],
  symbol: ["a symbol", '"x"'],
};

/** `===`, `!==`, `==` and `!=`, with a constant, `null`, `undefined`, `typeof` or any other value. */
export function sayEquality(
  expression: ts.Expression,
  wanted: boolean,
  site: ClauseSite,
): string | undefined {
  if (!ts.isBinaryExpression(expression)) return undefined;
  const equality = equalityOf(expression.operatorToken.kind);
  if (!equality) return undefined;
  const [value, constant] = orient(expression, site);
  const isEqual = equality.isEqual === wanted;
  const subject = bare(value);
  if (ts.isTypeOfExpression(subject)) return sayTypeOf(subject, constant, isEqual, site);
  const name = sayCode(subject.getText(site.source));
  if (isUndefined(constant) || constant.kind === ts.SyntaxKind.NullKeyword)
    return sayNothing(name, constant, { isEqual, isLoose: equality.isLoose });
  const known = site.constantOf(constant);
  const other =
    known === undefined ? sayCode(constant.getText(site.source)) : JSON.stringify(known);
  if (other === '""') return `${name} is ${isEqual ? "" : "not "}empty`;
  return `${name} is ${isEqual ? "" : "not "}${other}`;
}

interface Equality {
  readonly isEqual: boolean;
  readonly isLoose: boolean;
}

function equalityOf(operator: ts.SyntaxKind): Equality | undefined {
  if (operator === ts.SyntaxKind.EqualsEqualsEqualsToken) return { isEqual: true, isLoose: false };
  if (operator === ts.SyntaxKind.EqualsEqualsToken) return { isEqual: true, isLoose: true };
  if (operator === ts.SyntaxKind.ExclamationEqualsEqualsToken)
    return { isEqual: false, isLoose: false };
  if (operator === ts.SyntaxKind.ExclamationEqualsToken) return { isEqual: false, isLoose: true };
  return undefined;
}

/** The value asked about first, the constant second, however they are written. */
function orient(
  { left, right }: ts.BinaryExpression,
  site: ClauseSite,
): readonly [ts.Expression, ts.Expression] {
  const isConstant =
    site.constantOf(left) !== undefined ||
    isUndefined(left) ||
    left.kind === ts.SyntaxKind.NullKeyword;
  return isConstant ? [right, bare(left)] : [left, bare(right)];
}

function isUndefined(expression: ts.Expression): boolean {
  return ts.isIdentifier(expression) && expression.text === "undefined";
}

function sayNothing(name: string, constant: ts.Expression, { isEqual, isLoose }: Equality): string {
  if (isLoose) return `${name} is ${isEqual ? "null or undefined" : "neither null nor undefined"}`;
  const nothing = isUndefined(constant) ? "undefined" : "null";
  return `${name} is ${isEqual ? "" : "not "}${nothing}`;
}

function sayTypeOf(
  { expression }: ts.TypeOfExpression,
  constant: ts.Expression,
  isEqual: boolean,
  site: ClauseSite,
): string {
  const name = sayCode(expression.getText(site.source));
  const type = site.constantOf(constant);
  if (type === "undefined") return `${name} is ${isEqual ? "" : "not "}undefined`;
  const words = typeof type === "string" ? TYPES[type] : undefined;
  if (!words) return `typeof ${name} is ${isEqual ? "" : "not "}${constant.getText(site.source)}`;
  const [is, other] = words;
  return isEqual ? `${name} is ${is}` : `${name} is not ${is}, e.g. ${other}`;
}
