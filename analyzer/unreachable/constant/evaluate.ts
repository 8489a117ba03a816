import { ts } from "ts-morph";
import { bare } from "../../modules/bare.ts";
import { eitherOf, type Known, knownAs, PRESENT, TRUTHY, UNKNOWN } from "./known.ts";
import type { Names, Reference } from "./names.ts";
import { chooseOperand, combineOperands } from "./operators.ts";

const { SyntaxKind } = ts;

/** What is certain of the value of an expression. */
export type Evaluate = (expression: ts.Expression) => Known;

/** A build may put something else in the place of such a text. */
const PLACEHOLDER = /__\w+__|%\w+%|\{\{|\$\{|@\w+@|<%/;

/**
 * Prepares to work out what is certain of values, whatever runs: from literals and from names that never change.
 * Types are not asked, for they may be wrong: `null as unknown as Room` is null.
 */
export function createEvaluate(names: Names): Evaluate {
  const results = new Map<ts.Expression, Known>();
  const evaluate: Evaluate = (expression) => {
    const inner = bare(expression);
    const found = results.get(inner);
    if (found) return found;
    // A constant that is made from itself is not known.
    results.set(inner, UNKNOWN);
    const known = read(inner, names, evaluate);
    results.set(inner, known);
    return known;
  };
  return evaluate;
}

function read(node: ts.Expression, names: Names, evaluate: Evaluate): Known {
  const literal = LITERALS.get(node.kind);
  if (literal) return literal;
  if (ts.isStringLiteralLike(node))
    return PLACEHOLDER.test(node.text) ? PRESENT : knownAs(node.text);
  if (ts.isNumericLiteral(node)) return knownAs(Number(node.text));
  if (ts.isBigIntLiteral(node)) return knownAs(BigInt(node.text.replace(/n$/, "")));
  if (ts.isTemplateExpression(node)) return readTemplate(node);
  if (ts.isPrefixUnaryExpression(node)) return readUnary(node, evaluate);
  if (ts.isTypeOfExpression(node)) return readTypeOf(evaluate(node.expression));
  if (ts.isConditionalExpression(node)) return readConditional(node, evaluate);
  if (ts.isBinaryExpression(node)) return readBinary(node, evaluate);
  return isReference(node) ? readReference(node, names, evaluate) : UNKNOWN;
}

const LITERALS: ReadonlyMap<ts.SyntaxKind, Known> = new Map([
  [SyntaxKind.TrueKeyword, knownAs(true)],
  [SyntaxKind.FalseKeyword, knownAs(false)],
  [SyntaxKind.NullKeyword, knownAs(null)],
  [SyntaxKind.VoidExpression, knownAs(undefined)],
  [SyntaxKind.ObjectLiteralExpression, TRUTHY],
  [SyntaxKind.ArrayLiteralExpression, TRUTHY],
  [SyntaxKind.RegularExpressionLiteral, TRUTHY],
  [SyntaxKind.FunctionExpression, TRUTHY],
  [SyntaxKind.ArrowFunction, TRUTHY],
  [SyntaxKind.ClassExpression, TRUTHY],
  [SyntaxKind.NewExpression, TRUTHY],
  [SyntaxKind.PostfixUnaryExpression, PRESENT],
  [SyntaxKind.DeleteExpression, PRESENT],
]);

function readTemplate({ head, templateSpans }: ts.TemplateExpression): Known {
  const texts = [head.text, ...templateSpans.map(({ literal }) => literal.text)];
  return texts.some((text) => text !== "" && !PLACEHOLDER.test(text)) ? TRUTHY : PRESENT;
}

function readUnary({ operator, operand }: ts.PrefixUnaryExpression, evaluate: Evaluate): Known {
  const { truthy, value } = evaluate(operand);
  if (operator === SyntaxKind.ExclamationToken)
    return truthy === undefined ? PRESENT : knownAs(!truthy);
  if (operator === SyntaxKind.MinusToken && typeof value?.of === "number")
    return knownAs(-value.of);
  return PRESENT;
}

function readTypeOf({ value }: Known): Known {
  if (!value) return TRUTHY;
  return knownAs(value.of === null ? "object" : typeof value.of);
}

function readConditional(node: ts.ConditionalExpression, evaluate: Evaluate): Known {
  const { truthy } = evaluate(node.condition);
  if (truthy !== undefined) return evaluate(truthy ? node.whenTrue : node.whenFalse);
  return eitherOf(evaluate(node.whenTrue), evaluate(node.whenFalse));
}

function readBinary(
  { left, operatorToken, right }: ts.BinaryExpression,
  evaluate: Evaluate,
): Known {
  const operands = [() => evaluate(left), () => evaluate(right)] as const;
  return (
    chooseOperand(operatorToken.kind, ...operands) ??
    combineOperands(operatorToken.kind, ...operands)
  );
}

function isReference(node: ts.Expression): node is Reference {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node);
}

function readReference(reference: Reference, names: Names, evaluate: Evaluate): Known {
  const constant = names.constantOf(reference);
  if (constant === undefined) return UNKNOWN;
  if (constant.is === "known") return constant.known;
  return constant.names === names
    ? evaluate(constant.by)
    : createEvaluate(constant.names)(constant.by);
}
