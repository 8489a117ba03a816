import { isLogical } from "../formula.ts";
import { lookUp } from "./scope.ts";
import {
  isArrayLiteralExpression,
  isBinaryExpression,
  isConditionalExpression,
  isIdentifier,
  isNewExpression,
  isObjectLiteralExpression,
  isPrefixUnaryExpression,
  isPropertyAssignment,
  isShorthandPropertyAssignment,
  isTypeOfExpression,
  isComputedPropertyName,
  SyntaxKind,
  type ts,
} from "../syntax.ts";
import { unwrap } from "../transparent.ts";
import type { Walk } from "../walk.ts";

/** Expressions that are values as they stand. */
const values: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.NumericLiteral,
  SyntaxKind.BigIntLiteral,
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.RegularExpressionLiteral,
  SyntaxKind.TrueKeyword,
  SyntaxKind.FalseKeyword,
  SyntaxKind.NullKeyword,
  SyntaxKind.ArrowFunction,
  SyntaxKind.FunctionExpression,
  SyntaxKind.MetaProperty,
  SyntaxKind.OmittedExpression,
]);

/** Deeper expressions are not looked into. */
const depthLimit = 50;

/**
 * Whether evaluating an expression may throw, or wait. Reading a property may: of `undefined`, or by a getter. So may
 * comparing by `<` and `==`, which make values of objects.
 */
export function canFail(node: ts.Expression, walk: Walk, depth = 0): boolean {
  if (!walk.weighsLosses) return false;
  const core = unwrap(node);
  if (values.has(core.kind)) return false;
  if (depth > depthLimit) return true;
  const fails = (inner: ts.Expression): boolean => canFail(inner, walk, depth + 1);
  if (isIdentifier(core)) return canNameFail(core, walk);
  if (isTypeOfExpression(core)) return canTypeofFail(core, fails, walk);
  if (isPrefixUnaryExpression(core)) return canUnaryFail(core, fails);
  if (isBinaryExpression(core)) return canBinaryFail(core, fails);
  if (isConditionalExpression(core))
    return fails(core.condition) || fails(core.whenTrue) || fails(core.whenFalse);
  if (isArrayLiteralExpression(core)) return core.elements.some(fails);
  if (isNewExpression(core)) return canMakingFail(core, walk);
  if (!isObjectLiteralExpression(core)) return true;
  return core.properties.some((property) => canPropertyFail(property, fails, walk));
}

function canNameFail(name: ts.Identifier, walk: Walk): boolean {
  const found = lookUp(name.text, name.getStart(walk.sourceFile), walk.scope);
  return found === "undeclared" ? !fixed.has(name.text) : found === "perhaps";
}

/** Names that every program has. */
const fixed: ReadonlySet<string> = new Set(["undefined", "NaN", "Infinity"]);

/** Classes that nothing keeps from making an object of, given nothing. */
const makeable: ReadonlySet<string> = new Set([
  "AbortController",
  "Array",
  "Date",
  "Error",
  "Headers",
  "Map",
  "Object",
  "Set",
  "TextDecoder",
  "TextEncoder",
  "URLSearchParams",
  "WeakMap",
  "WeakSet",
]);

function canMakingFail({ expression, arguments: given }: ts.NewExpression, walk: Walk): boolean {
  if (!isIdentifier(expression) || !makeable.has(expression.text)) return true;
  const found = lookUp(expression.text, expression.getStart(walk.sourceFile), walk.scope);
  return found !== "undeclared" || (given !== undefined && given.length > 0);
}

/** Of a name that nobody declares `typeof` is "undefined". */
function canTypeofFail(
  { expression }: ts.TypeOfExpression,
  fails: (node: ts.Expression) => boolean,
  walk: Walk,
): boolean {
  const core = unwrap(expression);
  if (!isIdentifier(core)) return fails(core);
  return lookUp(core.text, core.getStart(walk.sourceFile), walk.scope) === "perhaps";
}

function canUnaryFail(
  { operator, operand }: ts.PrefixUnaryExpression,
  fails: (node: ts.Expression) => boolean,
): boolean {
  if (operator === SyntaxKind.ExclamationToken) return fails(operand);
  return operator !== SyntaxKind.MinusToken || operand.kind !== SyntaxKind.NumericLiteral;
}

/** Operators that look at their operands as they are. */
const plain: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
  SyntaxKind.CommaToken,
]);

/** Operators that do so where an operand is `null`. */
const plainWithNull: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
]);

function canBinaryFail(
  node: ts.BinaryExpression,
  fails: (node: ts.Expression) => boolean,
): boolean {
  const { left, operatorToken, right } = node;
  const isWithNull = [left, right].some(({ kind }) => kind === SyntaxKind.NullKeyword);
  const isPlain =
    plain.has(operatorToken.kind) ||
    (isWithNull && plainWithNull.has(operatorToken.kind)) ||
    isLogical(node);
  return !isPlain || fails(left) || fails(right);
}

function canPropertyFail(
  property: ts.ObjectLiteralElementLike,
  fails: (node: ts.Expression) => boolean,
  walk: Walk,
): boolean {
  if (isShorthandPropertyAssignment(property)) return canNameFail(property.name, walk);
  if (!isPropertyAssignment(property)) return true;
  return isComputedPropertyName(property.name) || fails(property.initializer);
}
