import { ts } from "ts-morph";
import type { MessageField } from "../model.ts";
import type { Origin } from "./origin.ts";

/** What is known of a part of the message at a place in the code: it is one of these values. */
export interface Constraint extends Pick<Origin, "parameter" | "path"> {
  readonly values: readonly MessageField["value"][];
}

/** Constraints, outermost first; none means: reached whatever the message is. */
export type Context = readonly Constraint[];

/** Answers where an expression comes from, and which constant it is. */
export interface ExpressionReader {
  readonly originOf: (expression: ts.Expression) => Origin | undefined;
  readonly constantOf: (expression: ts.Expression) => MessageField["value"] | undefined;
}

/** What holds when a condition is true, and when it is false; empty where nothing is known. */
export interface Narrowing {
  readonly whenTrue: Context;
  readonly whenFalse: Context;
}

const NOTHING: Narrowing = { whenTrue: [], whenFalse: [] };

/** Reads `msg.type === "join"`, its negations and combinations, and `["a", "b"].includes(msg.type)`. */
export function narrow(condition: ts.Expression, reader: ExpressionReader): Narrowing {
  if (ts.isParenthesizedExpression(condition)) return narrow(condition.expression, reader);
  if (ts.isPrefixUnaryExpression(condition)) return narrowPrefix(condition, reader);
  if (ts.isBinaryExpression(condition)) return narrowBinary(condition, reader);
  if (ts.isCallExpression(condition)) return narrowIncludes(condition, reader);
  return NOTHING;
}

/** The constraint that a value equals a constant, whichever side it stands on; empty when it says nothing of a message. */
export function narrowEqual(
  left: ts.Expression,
  right: ts.Expression,
  reader: ExpressionReader,
): Context {
  for (const [value, constant] of [
    [left, right],
    [right, left],
  ] as const) {
    const known = reader.constantOf(constant);
    const origin = known === undefined ? undefined : reader.originOf(value);
    if (origin && known !== undefined)
      return [{ parameter: origin.parameter, path: origin.path, values: [known] }];
  }
  return [];
}

/** A place that more values than these lead to is told without them. */
const MOST_VALUES = 64;

/** Joins constraints of alternatives: what is known of the same part in each of them. */
export function either(left: Context, right: Context): Context {
  return left.flatMap((known) => {
    const other = right.find((candidate) => sameOrigin(known, candidate));
    if (!other || known.values.length + other.values.length > MOST_VALUES) return [];
    return [{ ...known, values: [...new Set([...known.values, ...other.values])] }];
  });
}

/** Adds constraints; of two about the same part of the message, the inner one wins. */
export function constrain(context: Context, added: Context): Context {
  return added.reduce((result, constraint) => {
    const at = result.findIndex((known) => sameOrigin(known, constraint));
    return at === -1 ? [...result, constraint] : result.with(at, constraint);
  }, context);
}

function narrowPrefix(condition: ts.PrefixUnaryExpression, reader: ExpressionReader): Narrowing {
  if (condition.operator !== ts.SyntaxKind.ExclamationToken) return NOTHING;
  const inner = narrow(condition.operand, reader);
  return { whenTrue: inner.whenFalse, whenFalse: inner.whenTrue };
}

const EQUAL: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
]);
const UNEQUAL: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

function narrowBinary(condition: ts.BinaryExpression, reader: ExpressionReader): Narrowing {
  const { left, right } = condition;
  const operator: ts.SyntaxKind = condition.operatorToken.kind;
  if (EQUAL.has(operator)) return { whenTrue: narrowEqual(left, right, reader), whenFalse: [] };
  if (UNEQUAL.has(operator)) return { whenTrue: [], whenFalse: narrowEqual(left, right, reader) };
  const isAnd = operator === ts.SyntaxKind.AmpersandAmpersandToken;
  if (!isAnd && operator !== ts.SyntaxKind.BarBarToken) return NOTHING;
  const [first, second] = [narrow(left, reader), narrow(right, reader)];
  return isAnd
    ? {
        whenTrue: constrain(first.whenTrue, second.whenTrue),
        whenFalse: either(first.whenFalse, second.whenFalse),
      }
    : {
        whenTrue: either(first.whenTrue, second.whenTrue),
        whenFalse: constrain(first.whenFalse, second.whenFalse),
      };
}

function narrowIncludes(call: ts.CallExpression, reader: ExpressionReader): Narrowing {
  const { expression: callee } = call;
  const [argument] = call.arguments;
  if (!argument || !ts.isPropertyAccessExpression(callee) || callee.name.text !== "includes")
    return NOTHING;
  if (!ts.isArrayLiteralExpression(callee.expression)) return NOTHING;
  const options = callee.expression.elements.map((element) =>
    narrowEqual(argument, element, reader),
  );
  const [first = [], ...rest] = options;
  return { whenTrue: rest.reduce(either, first), whenFalse: [] };
}

function sameOrigin(left: Constraint, right: Constraint): boolean {
  return left.parameter === right.parameter && left.path === right.path;
}
