import { bare } from "../../modules/bare.ts";
import { ts } from "ts-morph";
import { sayCode } from "../code.ts";
import { sayCallResult } from "./call-result.ts";
import { clauseOf, type Clause, type ClauseSite } from "./clause.ts";
import { mayBeBytes } from "./may-be-bytes.ts";
import { sayEmpty, sizeOf } from "./size.ts";

/** For each result of `typeof`: words for it, a value that has it, and one that has another. */
const TYPES: Readonly<Record<string, readonly [is: string, example: string, other: string]>> = {
  string: ["a string", '"x"', "1"],
  number: ["a number", "1", '"x"'],
  bigint: ["a bigint", "1n", "1"],
  boolean: ["a boolean", "true", '"x"'],
  object: ["an object or null", "{}", '"x"'],
  function: ["a function", "() => {}", "null"],
  symbol: ["a symbol", "Symbol()", '"x"'],
};

/** `===`, `!==`, `==` and `!=`, with a constant, `null`, `undefined`, `typeof` or any other value. */
export function sayEquality(
  expression: ts.Expression,
  wanted: boolean,
  site: ClauseSite,
): Clause | undefined {
  if (!ts.isBinaryExpression(expression)) return undefined;
  const equality = equalityOf(expression.operatorToken.kind);
  if (!equality) return undefined;
  const [value, constant] = orient(expression, site);
  const isEqual = equality.isEqual === wanted;
  const subject = bare(value);
  if (ts.isTypeOfExpression(subject)) return sayTypeOf(subject, constant, isEqual, site);
  const name = sayCode(subject.getText(site.source));
  if (isUndefined(constant) || constant.kind === ts.SyntaxKind.NullKeyword)
    return sayNothing(subject, constant, { isEqual, isLoose: equality.isLoose, name, site });
  const known = site.constantOf(constant);
  const size = sizeOf(subject);
  if (known === 0 && size) return sayEmpty(size, isEqual, site);
  if (known === undefined)
    return clauseOf(`${name} is ${isEqual ? "" : "not "}${sayCode(constant.getText(site.source))}`);
  if (!isEqual) return sayUnequal(subject, known, { name, site });
  const text = `${name} is ${JSON.stringify(known)}`;
  const given = sayCallResult(subject, { wanted: true, text, site, equals: known });
  return given ?? sayEqual(subject, known, name);
}

function sayEqual(subject: ts.Expression, known: string | number, name: string): Clause {
  const value = JSON.stringify(known);
  // Nobody sends a length: it is that of a text or a list.
  const wish = sizeOf(subject) ? undefined : value;
  return clauseOf(`${name} is ${known === "" ? "empty" : value}`, subject, wish);
}

/** Another value that the declared type allows is one to try. */
function sayUnequal(
  subject: ts.Expression,
  known: string | number,
  { name, site }: { readonly name: string; readonly site: ClauseSite },
): Clause {
  const text = `${name} is not ${known === "" ? "empty" : JSON.stringify(known)}`;
  const not = { subject, value: JSON.stringify(known) };
  const other = JSON.stringify(otherThan(known, subject, site));
  if (other === undefined) return { ...clauseOf(text), not };
  return { ...clauseOf(`${text}, e.g. ${other}`, subject, other), not };
}

/** One that the type allows, else one that the subject is compared with elsewhere; of a method any will do. */
function otherThan(
  known: string | number,
  subject: ts.Expression,
  site: ClauseSite,
): string | number | undefined {
  const isMethod = ts.isPropertyAccessExpression(subject) && subject.name.text === "method";
  const methods = isMethod && /^[A-Z]+$/.test(String(known)) ? ["GET", "POST"] : [];
  const allowed = site.valuesOf(subject);
  // What a type rules out is compared with in vain.
  const compared = allowed.length > 0 ? [] : site.comparedWith(subject);
  return [...allowed, ...methods, ...compared].find((value) => value !== known);
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

function sayNothing(
  subject: ts.Expression,
  constant: ts.Expression,
  { isEqual, isLoose, name, site }: Equality & { readonly name: string; readonly site: ClauseSite },
): Clause {
  // What a function of the project gives is null, or it is not.
  const word = sayWord(constant);
  const text = `${name} is ${isLoose ? "null or undefined" : word}`;
  const nothing = isLoose ? (["null", "undefined"] as const) : [word];
  const given = isEqual && sayCallResult(subject, { wanted: false, text, site, nothing });
  if (given) return given;
  if (isLoose) {
    const words = `${name} is ${isEqual ? "null or undefined" : "neither null nor undefined"}`;
    return clauseOf(words, subject, isEqual ? "null" : "…");
  }
  // A field that is undefined is one that is not sent.
  return isEqual
    ? clauseOf(text, subject, word === "null" ? word : undefined)
    : clauseOf(`${name} is not ${word}`, subject, "…");
}

function sayWord(nothing: ts.Expression): "undefined" | "null" {
  return isUndefined(nothing) ? "undefined" : "null";
}

function sayTypeOf(
  { expression }: ts.TypeOfExpression,
  constant: ts.Expression,
  isEqual: boolean,
  site: ClauseSite,
): Clause {
  const subject = bare(expression);
  const name = sayCode(subject.getText(site.source));
  const type = site.constantOf(constant);
  if (type === "undefined")
    return clauseOf(
      `${name} is ${isEqual ? "" : "not "}undefined`,
      subject,
      isEqual ? undefined : "…",
    );
  const words = typeof type === "string" ? TYPES[type] : undefined;
  if (!words)
    return clauseOf(`typeof ${name} is ${isEqual ? "" : "not "}${constant.getText(site.source)}`);
  const [is, example, other] = words;
  if (type === "string" && !isEqual && mayBeBytes(subject, site.source))
    return clauseOf(`${name} is not a string, e.g. an ArrayBuffer`);
  const value = isEqual ? example : other;
  return clauseOf(`${name} is ${isEqual ? "" : "not "}${is}, e.g. ${value}`, subject, value);
}
