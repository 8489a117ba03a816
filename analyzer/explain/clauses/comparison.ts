import { bare } from "../../modules/bare.ts";
import { ts } from "ts-morph";
import { sayCode } from "../code.ts";
import { clauseOf, type Clause, type ClauseSite } from "./clause.ts";
import { sayEmpty, sizeOf } from "./size.ts";

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
): Clause | undefined {
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
): Clause {
  const known = site.constantOf(limit);
  const written = limit.getText(site.source);
  const size = sizeOf(value);
  if (size && typeof known === "number") {
    const isEmpty = asksEmpty(known, operator);
    if (isEmpty !== undefined) return sayEmpty(size, isEmpty, site);
  }
  const name = sayCode(value.getText(site.source));
  const isNamed = known !== undefined && written !== String(known);
  const limits = isNamed ? `${sayCode(written)} (${known})` : written;
  const words = WORDS[operator](known === undefined ? sayCode(written) : limits);
  if (typeof known !== "number") return clauseOf(`${name} ${words}`);
  const example = `${exampleOf(known, operator)}`;
  // At the limit the value to try is already said.
  const isSaid = operator.length === 2;
  const text = `${name} ${words}${isSaid ? "" : `, e.g. ${example}`}`;
  // Nobody sends a length: it is that of a text or a list.
  return size ? clauseOf(text) : clauseOf(text, value, example);
}

/** The nearest whole number on the right side of a limit. */
function exampleOf(limit: number, operator: Operator): number {
  if (operator === ">") return Math.floor(limit) + 1;
  if (operator === "<") return Math.ceil(limit) - 1;
  return limit;
}

/** Whether a length that fits is that of nothing, or of anything; undefined where it is neither. */
function asksEmpty(limit: number, operator: Operator): boolean | undefined {
  if ((limit === 0 && operator === "<=") || (limit === 1 && operator === "<")) return true;
  const isFilled = (limit === 0 && operator === ">") || (limit === 1 && operator === ">=");
  return isFilled ? false : undefined;
}

function operatorOf(kind: ts.SyntaxKind): Operator | undefined {
  if (kind === ts.SyntaxKind.LessThanToken) return "<";
  if (kind === ts.SyntaxKind.LessThanEqualsToken) return "<=";
  if (kind === ts.SyntaxKind.GreaterThanToken) return ">";
  return kind === ts.SyntaxKind.GreaterThanEqualsToken ? ">=" : undefined;
}
