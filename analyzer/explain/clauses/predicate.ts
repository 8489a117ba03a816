import { bare } from "../../actors/bare.ts";
import { ts } from "ts-morph";
import { sayCode } from "../code.ts";
import { clauseOf, type Clause, type ClauseSite } from "./clause.ts";
import { exampleOf } from "./regex-example.ts";

/** Methods and functions that answer a question about a value, in words for yes and no. */
const METHODS: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  has: ["has", "does not have"],
  includes: ["includes", "does not include"],
  startsWith: ["starts with", "does not start with"],
  endsWith: ["ends with", "does not end with"],
};
/** Functions that ask about their argument: words and a value for yes, words and a value for no. */
const FUNCTIONS: Readonly<Record<string, readonly [yes: Answer, no: Answer]>> = {
  "Array.isArray": [
    ["is an array", "[]"],
    ["is not an array", "{}"],
  ],
  "Number.isInteger": [
    ["is a whole number", "1"],
    ["is not a whole number", "1.5"],
  ],
  "Number.isSafeInteger": [
    ["is a whole number", "1"],
    ["is not a whole number", "1.5"],
  ],
  "Number.isFinite": [
    ["is a finite number", "1"],
    ["is not a finite number", "NaN"],
  ],
  "Number.isNaN": [
    ["is NaN", "NaN"],
    ["is not NaN", "1"],
  ],
};

type Answer = readonly [words: string, example: string];

/** `in`, `instanceof`, and calls that ask something. */
export function sayPredicate(
  expression: ts.Expression,
  wanted: boolean,
  site: ClauseSite,
): Clause | undefined {
  if (ts.isBinaryExpression(expression)) return sayKeyword(expression, wanted, site);
  if (!ts.isCallExpression(expression)) return undefined;
  const callee = bare(expression.expression);
  const [argument] = expression.arguments;
  if (!argument) return undefined;
  const asked = sayCode(argument.getText(site.source));
  const known = FUNCTIONS[callee.getText(site.source)];
  if (known) {
    const [words, example] = known[wanted ? 0 : 1];
    return clauseOf(`${asked} ${words}, e.g. ${example}`, argument, example);
  }
  return ts.isPropertyAccessExpression(callee)
    ? sayMethod(callee, argument, { wanted, site })
    : undefined;
}

function sayMethod(
  callee: ts.PropertyAccessExpression,
  argument: ts.Expression,
  { wanted, site }: { readonly wanted: boolean; readonly site: ClauseSite },
): Clause | undefined {
  const receiver = bare(callee.expression);
  const name = callee.name.text;
  const asked = sayCode(argument.getText(site.source));
  if (name === "test" && ts.isRegularExpressionLiteral(receiver))
    return sayMatch(receiver.text, argument, { wanted, asked });
  const words = Object.hasOwn(METHODS, name) ? METHODS[name]?.[wanted ? 0 : 1] : undefined;
  if (!words) return undefined;
  const known = site.constantOf(argument);
  const value = known === undefined ? asked : JSON.stringify(known);
  const text = `${sayCode(receiver.getText(site.source))} ${words} ${value}`;
  return name === "startsWith" && wanted && typeof known === "string"
    ? clauseOf(text, receiver, JSON.stringify(`${known}x`))
    : clauseOf(text);
}

function sayMatch(
  pattern: string,
  argument: ts.Expression,
  { wanted, asked }: { readonly wanted: boolean; readonly asked: string },
): Clause {
  const text = `${asked} ${wanted ? "matches" : "does not match"} ${sayCode(pattern)}`;
  const example = exampleOf(pattern, wanted);
  if (example === undefined) return clauseOf(text, argument, "…");
  const value = JSON.stringify(example);
  return clauseOf(`${text}, e.g. ${value}`, argument, value);
}

function sayKeyword(
  { left, right, operatorToken }: ts.BinaryExpression,
  wanted: boolean,
  site: ClauseSite,
): Clause | undefined {
  const [leftCode, rightCode] = [left, right].map((side) => sayCode(side.getText(site.source)));
  const operator: ts.SyntaxKind = operatorToken.kind;
  if (operator === ts.SyntaxKind.InstanceOfKeyword)
    return clauseOf(`${leftCode} is ${wanted ? "an" : "no"} instance of ${rightCode}`);
  if (operator !== ts.SyntaxKind.InKeyword) return undefined;
  const key = ts.isStringLiteralLike(left) ? sayCode(left.text) : leftCode;
  return clauseOf(`${rightCode} has ${wanted ? "a" : "no"} ${key}`);
}
