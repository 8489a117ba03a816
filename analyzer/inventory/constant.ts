import { isIdentifier, SyntaxKind, type ts } from "./syntax.ts";
import { unwrap } from "./transparent.ts";

const constants: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.StringLiteral,
  SyntaxKind.NumericLiteral,
  SyntaxKind.BigIntLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.RegularExpressionLiteral,
  SyntaxKind.TrueKeyword,
  SyntaxKind.FalseKeyword,
  SyntaxKind.NullKeyword,
  SyntaxKind.ObjectLiteralExpression,
  SyntaxKind.ArrayLiteralExpression,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.ClassExpression,
  SyntaxKind.NewExpression,
  SyntaxKind.VoidExpression,
  SyntaxKind.TypeOfExpression,
  SyntaxKind.JsxElement,
  SyntaxKind.JsxSelfClosingElement,
  SyntaxKind.JsxFragment,
]);

/** Whether the form of an expression alone tells that it is always true, or never. */
export function isConstant(node: ts.Expression): boolean {
  const core = unwrap(node);
  return constants.has(core.kind) || (isIdentifier(core) && core.text === "undefined");
}
