import { bare } from "../../actors/bare.ts";
import { ts } from "../../inventory/syntax.ts";
import { sayCode } from "../code.ts";
import type { ClauseSite } from "./clause.ts";

type Operator = "<" | "<=" | ">" | ">=";

/** What is left when a comparison is false, and when its sides change places. */
const OPPOSITE: Readonly<Record<Operator, Operator>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};
const MIRRORED: Readonly<Record<Operator, Operator>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};
const WORDS: Readonly<Record<Operator, (limit: string) => string>> = {
  "<": (limit) => `is below ${limit}`,
  "<=": (limit) => `is ${limit} or below`,
  ">": (limit) => `is above ${limit}`,
  ">=": (limit) => `is ${limit} or above`,
};

/** `<`, `<=`, `>` and `>=`, with a value to try where the limit is a number. */
export function sayComparison(
  expression: ts.Expression,
  wanted: boolean,
  site: ClauseSite,
): string | undefined {
  if (!ts.isBinaryExpression(expression)) return undefined;
  const written = operatorOf(expression.operatorToken.kind);
  if (!written) return undefined;
  const isMirrored = site.constantOf(expression.left) !== undefined;
  const [value, limit] = isMirrored
    ? [expression.right, expression.left]
    : [expression.left, expression.right];
  const turned = isMirrored ? MIRRORED[written] : written;
  const operator = wanted ? turned : OPPOSITE[turned];
  return sayLimit(bare(value), bare(limit), operator, site);
}

function sayLimit(
  value: ts.Expression,
  limit: ts.Expression,
  operator: Operator,
  site: ClauseSite,
): string {
  const known = site.constantOf(limit);
  const text = limit.getText(site.source);
  const size = sizeOf(value);
  if (size && typeof known === "number") {
    const empty = sayEmpty(sayCode(size.getText(site.source)), known, operator);
    if (empty) return empty;
  }
  const words = WORDS[operator](
    known === undefined || text === String(known) ? text : `${text} (${known})`,
  );
  const name = sayCode(value.getText(site.source));
  return typeof known === "number" && text !== String(known)
    ? `${name} ${words}`
    : `${name} ${words}${sayExample(known, operator)}`;
}

/** Only beyond a limit is there something to work out; at the limit it is already said. */
function sayExample(limit: string | number | undefined, operator: Operator): string {
  if (typeof limit !== "number" || !Number.isInteger(limit)) return "";
  if (operator === ">") return `, e.g. ${limit + 1}`;
  return operator === "<" ? `, e.g. ${limit - 1}` : "";
}

function sizeOf(value: ts.Expression): ts.Expression | undefined {
  return ts.isPropertyAccessExpression(value) &&
    /^(?:length|size|byteLength)$/.test(value.name.text)
    ? value.expression
    : undefined;
}

function sayEmpty(name: string, limit: number, operator: Operator): string | undefined {
  const isEmpty = (limit === 0 && operator === "<=") || (limit === 1 && operator === "<");
  if (isEmpty) return `${name} is empty`;
  const isFilled = (limit === 0 && operator === ">") || (limit === 1 && operator === ">=");
  return isFilled ? `${name} is not empty` : undefined;
}

function operatorOf(kind: ts.SyntaxKind): Operator | undefined {
  if (kind === ts.SyntaxKind.LessThanToken) return "<";
  if (kind === ts.SyntaxKind.LessThanEqualsToken) return "<=";
  if (kind === ts.SyntaxKind.GreaterThanToken) return ">";
  return kind === ts.SyntaxKind.GreaterThanEqualsToken ? ">=" : undefined;
}
