import { ts } from "./syntax.ts";

/** Longer texts are told apart well enough by their beginning; ids need no more. */
const lengthLimit = 2000;

type Piece = string | ts.Node;

/** Words and brackets around the children of a node that prints no other token of its own. */
const frames: ReadonlyMap<ts.SyntaxKind, readonly [before: string, after: string]> = new Map([
  [ts.SyntaxKind.TypeOfExpression, ["typeof ", ""]],
  [ts.SyntaxKind.VoidExpression, ["void ", ""]],
  [ts.SyntaxKind.DeleteExpression, ["delete ", ""]],
  [ts.SyntaxKind.AwaitExpression, ["await ", ""]],
  [ts.SyntaxKind.YieldExpression, ["yield ", ""]],
  [ts.SyntaxKind.SpreadElement, ["...", ""]],
  [ts.SyntaxKind.SpreadAssignment, ["...", ""]],
  [ts.SyntaxKind.NewExpression, ["new ", ""]],
  [ts.SyntaxKind.ArrayLiteralExpression, ["[", "]"]],
  [ts.SyntaxKind.ObjectLiteralExpression, ["{", "}"]],
  [ts.SyntaxKind.ObjectBindingPattern, ["{", "}"]],
  [ts.SyntaxKind.ArrayBindingPattern, ["[", "]"]],
  [ts.SyntaxKind.Block, ["{", "}"]],
  [ts.SyntaxKind.ReturnStatement, ["return ", ""]],
  [ts.SyntaxKind.ThrowStatement, ["throw ", ""]],
  [ts.SyntaxKind.IfStatement, ["if ", ""]],
  [ts.SyntaxKind.FunctionExpression, ["function ", ""]],
  [ts.SyntaxKind.ClassExpression, ["class ", ""]],
  [ts.SyntaxKind.ComputedPropertyName, ["[", "]"]],
]);

/**
 * The code of a node as one line that no formatter changes: no white space, comments, parentheses, types,
 * casts, trailing commas or quote style of the source is in it. Not for people, but readable.
 */
export function normalise(node: ts.Node): string {
  let text = "";
  const stack: Piece[] = [node];
  for (let piece = stack.pop(); piece !== undefined; piece = stack.pop()) {
    if (typeof piece === "string") text += piece;
    else text += print(piece, stack);
    if (text.length > lengthLimit) return text.slice(0, lengthLimit);
  }
  return text;
}

/** Returns the text of a leaf; pushes the pieces of anything else, last first, and returns "". */
function print(node: ts.Node, stack: Piece[]): string {
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) return node.text;
  if (ts.isStringLiteral(node)) return JSON.stringify(node.text);
  if (ts.isPropertyAccessExpression(node)) {
    push(stack, node.expression, node.questionDotToken === undefined ? "." : "?.", node.name);
    return "";
  }
  if (ts.isBinaryExpression(node)) {
    const operator = ts.tokenToString(node.operatorToken.kind) ?? "";
    push(stack, node.left, ` ${operator} `, node.right);
    return "";
  }
  if (ts.isPrefixUnaryExpression(node)) {
    push(stack, ts.tokenToString(node.operator) ?? "", node.operand);
    return "";
  }
  return printOther(node, stack);
}

function printOther(node: ts.Node, stack: Piece[]): string {
  if (ts.isCallExpression(node)) {
    const open = node.questionDotToken === undefined ? "(" : "?.(";
    push(stack, node.expression, open, ...separate(node.arguments, ","), ")");
    return "";
  }
  if (ts.isElementAccessExpression(node)) {
    const open = node.questionDotToken === undefined ? "[" : "?.[";
    push(stack, node.expression, open, node.argumentExpression, "]");
    return "";
  }
  if (ts.isPostfixUnaryExpression(node)) {
    push(stack, node.operand, ts.tokenToString(node.operator) ?? "");
    return "";
  }
  if (ts.isPropertyAssignment(node)) {
    push(stack, printName(node.name), ":", node.initializer);
    return "";
  }
  if (ts.isJsxText(node)) return node.text.replaceAll(/\s+/g, " ").trim();
  if (ts.isJsxExpression(node) && node.expression && ts.isStringLiteral(node.expression)) {
    // Formatters write a significant space at a line's end as {" "}.
    return node.expression.text.trim();
  }
  if (ts.isLiteralExpression(node)) return node.text;
  return printGeneric(node, stack);
}

/** `{ "a": 1 }` and `{ a: 1 }` are one to a formatter. */
function printName(name: ts.PropertyName): Piece {
  return ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : name;
}

function printGeneric(node: ts.Node, stack: Piece[]): string {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    if (isCode(child)) children.push(child);
  });
  if (children.length === 0 && !frames.has(node.kind)) return printLeaf(node);
  const [before, after] = frames.get(node.kind) ?? ["", ""];
  push(stack, before, ...separate(children, isTransparent(node) ? "" : " "), after);
  return "";
}

function printLeaf(node: ts.Node): string {
  return ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node)
    ? node.text
    : (ts.tokenToString(node.kind) ?? "");
}

function isTransparent(node: ts.Node): boolean {
  return ts.isParenthesizedExpression(node) || ts.isAssertionExpression(node);
}

function isCode(node: ts.Node): boolean {
  return !(
    ts.isTypeNode(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isEmptyStatement(node) ||
    node.kind === ts.SyntaxKind.SemicolonClassElement
  );
}

function push(stack: Piece[], ...pieces: readonly Piece[]): void {
  for (let index = pieces.length - 1; index >= 0; index--) {
    const piece = pieces[index];
    if (piece !== undefined && piece !== "") stack.push(piece);
  }
}

function separate(nodes: readonly ts.Node[], separator: string): readonly Piece[] {
  return nodes.flatMap((node, index) => (index === 0 ? [node] : [separator, node]));
}
