import { ts } from "ts-morph";
import { eitherOf, type Known, knownAs, PRESENT, type Primitive, UNKNOWN } from "./known.ts";

const { SyntaxKind } = ts;

/** What is known of an operand; asked only where it matters. */
type Operand = () => Known;

/** `&&`, `||`, `??` and the comma. Undefined for any other operator. */
export function chooseOperand(
  operator: ts.SyntaxKind,
  left: Operand,
  right: Operand,
): Known | undefined {
  if (operator === SyntaxKind.CommaToken || operator === SyntaxKind.EqualsToken) return right();
  if (operator === SyntaxKind.QuestionQuestionToken) return chooseNullish(left(), right);
  const isAnd = operator === SyntaxKind.AmpersandAmpersandToken;
  if (!isAnd && operator !== SyntaxKind.BarBarToken) return undefined;
  const first = left();
  if (first.truthy !== undefined) return first.truthy === isAnd ? right() : first;
  // The left operand is the value only where it is false, for `&&`, or true, for `||`.
  const stopped: Known = isAnd
    ? { truthy: false, nullish: first.nullish, value: undefined }
    : { truthy: true, nullish: false, value: undefined };
  return eitherOf(stopped, right());
}

function chooseNullish(left: Known, right: Operand): Known {
  if (left.nullish === false) return left;
  if (left.nullish === true) return right();
  return eitherOf({ ...PRESENT, truthy: left.truthy }, right());
}

/** Comparisons and arithmetic: never null or undefined, and a value where both sides have one. */
export function combineOperands(operator: ts.SyntaxKind, left: Operand, right: Operand): Known {
  const combine = COMBINE.get(operator);
  if (combine === undefined) return OTHERS.has(operator) ? PRESENT : UNKNOWN;
  // The right side is looked up only where the left one is certain: most are not.
  const first = left().value;
  const second = first && right().value;
  if (!first || !second) return PRESENT;
  const result = combine(first.of, second.of);
  return result === undefined ? PRESENT : knownAs(result);
}

type Combine = (left: Primitive, right: Primitive) => boolean | number | string | undefined;

const COMBINE: ReadonlyMap<ts.SyntaxKind, Combine> = new Map<ts.SyntaxKind, Combine>([
  [SyntaxKind.EqualsEqualsEqualsToken, (left, right) => left === right],
  [SyntaxKind.ExclamationEqualsEqualsToken, (left, right) => left !== right],
  [SyntaxKind.EqualsEqualsToken, (left, right) => looselyEqual(left, right)],
  [SyntaxKind.ExclamationEqualsToken, (left, right) => negate(looselyEqual(left, right))],
  [SyntaxKind.LessThanToken, (left, right) => compare(left, right, (order) => order < 0)],
  [SyntaxKind.LessThanEqualsToken, (left, right) => compare(left, right, (order) => order <= 0)],
  [SyntaxKind.GreaterThanToken, (left, right) => compare(left, right, (order) => order > 0)],
  [SyntaxKind.GreaterThanEqualsToken, (left, right) => compare(left, right, (order) => order >= 0)],
  [SyntaxKind.PlusToken, add],
  [SyntaxKind.MinusToken, (left, right) => calculate(left, right, (a, b) => a - b)],
  [SyntaxKind.AsteriskToken, (left, right) => calculate(left, right, (a, b) => a * b)],
  [SyntaxKind.SlashToken, (left, right) => calculate(left, right, (a, b) => a / b)],
  [SyntaxKind.PercentToken, (left, right) => calculate(left, right, (a, b) => a % b)],
  [SyntaxKind.AsteriskAsteriskToken, (left, right) => calculate(left, right, (a, b) => a ** b)],
]);

/** Operators whose result is a number or a boolean; what it is, is not worked out. */
const OTHERS: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.AmpersandToken,
  SyntaxKind.BarToken,
  SyntaxKind.CaretToken,
  SyntaxKind.LessThanLessThanToken,
  SyntaxKind.GreaterThanGreaterThanToken,
  SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  SyntaxKind.InKeyword,
  SyntaxKind.InstanceOfKeyword,
]);

/** Between values of one type, or null and undefined, `==` is clear; nobody should rely on the rest. */
function looselyEqual(left: Primitive, right: Primitive): boolean | undefined {
  const [first, second] = [left ?? null, right ?? null];
  if (first === null || second === null) return first === second;
  return typeof first === typeof second ? first === second : undefined;
}

function negate(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

function compare(
  left: Primitive,
  right: Primitive,
  holds: (order: number) => boolean,
): boolean | undefined {
  if (typeof left === "string" && typeof right === "string")
    return holds(left === right ? 0 : left < right ? -1 : 1);
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  // Nothing is below, above or equal to NaN.
  return !Number.isNaN(left) && !Number.isNaN(right) && holds(Math.sign(left - right) || 0);
}

function calculate(
  left: Primitive,
  right: Primitive,
  run: (left: number, right: number) => number,
): number | undefined {
  return typeof left === "number" && typeof right === "number" ? run(left, right) : undefined;
}

function add(left: Primitive, right: Primitive): number | string | undefined {
  if (typeof left === "string" && typeof right === "string") return left + right;
  return calculate(left, right, (a, b) => a + b);
}
