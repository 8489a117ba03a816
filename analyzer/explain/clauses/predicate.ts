import { bare } from "../../actors/bare.ts";
import { ts } from "../../inventory/syntax.ts";
import { sayCode } from "../code.ts";
import type { ClauseSite } from "./clause.ts";

/** Methods and functions that answer a question about a value, in words for yes and no. */
const METHODS: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  has: ["has", "does not have"],
  includes: ["includes", "does not include"],
  startsWith: ["starts with", "does not start with"],
  endsWith: ["ends with", "does not end with"],
};
const FUNCTIONS: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  "Array.isArray": ["is an array", "is not an array, e.g. {}"],
  "Number.isInteger": ["is a whole number", "is not a whole number, e.g. 1.5"],
  "Number.isFinite": ["is a finite number", "is not a finite number, e.g. NaN"],
  "Number.isNaN": ["is NaN", "is not NaN"],
  isNaN: ["is not a number", "is a number"],
};

/** `in`, `instanceof`, and calls that ask something. */
export function sayPredicate(
  expression: ts.Expression,
  wanted: boolean,
  site: ClauseSite,
): string | undefined {
  if (ts.isBinaryExpression(expression)) return sayKeyword(expression, wanted, site);
  if (!ts.isCallExpression(expression)) return undefined;
  const callee = bare(expression.expression);
  const [argument] = expression.arguments;
  if (!argument) return undefined;
  const asked = sayCode(argument.getText(site.source));
  const known = FUNCTIONS[callee.getText(site.source)];
  if (known) return `${asked} ${known[wanted ? 0 : 1]}`;
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const receiver = bare(callee.expression);
  if (callee.name.text === "test" && ts.isRegularExpressionLiteral(receiver))
    return `${asked} ${wanted ? "matches" : "does not match"} ${sayCode(receiver.text)}`;
  const method = Object.hasOwn(METHODS, callee.name.text) ? METHODS[callee.name.text] : undefined;
  return method && `${sayCode(receiver.getText(site.source))} ${method[wanted ? 0 : 1]} ${asked}`;
}

function sayKeyword(
  { left, right, operatorToken }: ts.BinaryExpression,
  wanted: boolean,
  site: ClauseSite,
): string | undefined {
  const [leftCode, rightCode] = [left, right].map((side) => sayCode(side.getText(site.source)));
  const operator: ts.SyntaxKind = operatorToken.kind;
  if (operator === ts.SyntaxKind.InstanceOfKeyword)
    return `${leftCode} is ${wanted ? "a" : "not a"} ${rightCode}`;
  if (operator !== ts.SyntaxKind.InKeyword) return undefined;
  const key = ts.isStringLiteralLike(left) ? sayCode(left.text) : leftCode;
  return `${rightCode} has ${wanted ? "a" : "no"} ${key}`;
}
