import { isJsxExpression, isJsxText, isStringLiteral, type ts } from "../syntax.ts";

/** Text in braces, or nothing: a formatter writes a space at the end of a line as `{" "}`. */
export function isTextInJsx(node: ts.Node): node is ts.JsxExpression {
  if (!isJsxExpression(node)) return false;
  return node.expression === undefined || isStringLiteral(node.expression);
}

/** Text between tags without the white space that depends on where lines are broken. */
export function readJsxText(node: ts.JsxText | ts.JsxExpression): string {
  const text = isJsxText(node)
    ? node.text
    : node.expression !== undefined && isStringLiteral(node.expression)
      ? node.expression.text
      : "";
  return text.replaceAll(/\s+/g, " ").trim();
}
