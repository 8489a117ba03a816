import {
  forEachChild,
  isAccessor,
  isBinaryExpression,
  isBindingElement,
  isCallExpression,
  isElementAccessExpression,
  isEmptyStatement,
  isIdentifier,
  isJsxText,
  isLiteralExpression,
  isMetaProperty,
  isMethodDeclaration,
  isNewExpression,
  isPostfixUnaryExpression,
  isPrefixUnaryExpression,
  isPrivateIdentifier,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isPropertyDeclaration,
  isStringLiteral,
  isTemplateHead,
  isTemplateMiddleOrTemplateTail,
  isTypeNode,
  isTypeParameterDeclaration,
  SyntaxKind,
  tokenToString,
  type ts,
} from "../syntax.ts";
import { frames } from "./frames.ts";
import { isTextInJsx, readJsxText } from "./jsx-text.ts";

/** Longer texts are told apart well enough by their beginning, deeper ones by their outside. */
const lengthLimit = 2000;
const depthLimit = 200;

/**
 * Prints code in one form for all ways in which it may be written: one line, without comments, parentheses,
 * types and casts, all strings in double quotes.
 */
export function printExpression(node: ts.Node): string {
  return new Printer().print(node);
}

class Printer {
  #left = lengthLimit;
  #depth = 0;

  print(node: ts.Node): string {
    if (this.#left <= 0 || this.#depth > depthLimit) return "";
    this.#depth++;
    const text = this.#printKind(node);
    this.#depth--;
    return text;
  }

  #printKind(node: ts.Node): string {
    if (isIdentifier(node) || isPrivateIdentifier(node)) return this.#take(node.text);
    if (isPropertyAccessExpression(node)) {
      const dot = node.questionDotToken === undefined ? "." : "?.";
      return `${this.print(node.expression)}${dot}${this.print(node.name)}`;
    }
    if (isBinaryExpression(node)) {
      const operator = tokenToString(node.operatorToken.kind) ?? "";
      return `${this.print(node.left)} ${operator} ${this.print(node.right)}`;
    }
    if (isCallExpression(node) || isNewExpression(node)) return this.#printCall(node);
    if (isStringLiteral(node)) return this.#take(JSON.stringify(node.text));
    if (isPrefixUnaryExpression(node)) {
      return `${tokenToString(node.operator) ?? ""}${this.print(node.operand)}`;
    }
    return this.#printRare(node);
  }

  #printCall(node: ts.CallExpression | ts.NewExpression): string {
    const word = isNewExpression(node) ? "new " : "";
    const dot = isCallExpression(node) && node.questionDotToken !== undefined ? "?." : "";
    return `${word}${this.print(node.expression)}${dot}(${this.#printList(node.arguments ?? [], ", ")})`;
  }

  #printRare(node: ts.Node): string {
    if (isElementAccessExpression(node)) {
      const open = node.questionDotToken === undefined ? "[" : "?.[";
      return `${this.print(node.expression)}${open}${this.print(node.argumentExpression)}]`;
    }
    if (isPostfixUnaryExpression(node)) {
      return `${this.print(node.operand)}${tokenToString(node.operator) ?? ""}`;
    }
    if (isPropertyAssignment(node)) {
      return `${this.#printName(node.name)}: ${this.print(node.initializer)}`;
    }
    if (isMetaProperty(node)) {
      return `${tokenToString(node.keywordToken) ?? ""}.${node.name.text}`;
    }
    if (isJsxText(node) || isTextInJsx(node)) return this.#take(readJsxText(node));
    if (isLiteralExpression(node)) return this.#take(node.text);
    return this.#printGeneric(node);
  }

  #printGeneric(node: ts.Node): string {
    const children: ts.Node[] = [];
    forEachChild(node, (child) => {
      if (isCode(child)) children.push(child);
    });
    const frame = frames.get(node.kind);
    if (frame !== undefined) return `${frame[0]}${this.#printList(children, frame[1])}${frame[2]}`;
    return children.length === 0
      ? this.#take(printToken(node))
      : this.#printList(children, " ", nameOf(node));
  }

  #printList(nodes: readonly ts.Node[], separator: string, name?: ts.Node): string {
    let text = "";
    for (const [index, node] of nodes.entries()) {
      const printed = node === name ? this.#printName(node) : this.print(node);
      text += index === 0 ? printed : `${separator}${printed}`;
    }
    return text;
  }

  /** `{ "a": 1 }` and `{ a: 1 }` are one to a formatter. */
  #printName(name: ts.Node): string {
    return isStringLiteral(name) ? this.#take(name.text) : this.print(name);
  }

  #take(text: string): string {
    const taken = text.length > this.#left ? text.slice(0, this.#left) : text;
    this.#left -= taken.length;
    return taken;
  }
}

/** The name of a member, or of the member that an element of a pattern takes. */
function nameOf(node: ts.Node): ts.Node | undefined {
  if (isBindingElement(node)) return node.propertyName;
  return isMethodDeclaration(node) || isAccessor(node) || isPropertyDeclaration(node)
    ? node.name
    : undefined;
}

/** A word, an operator, or a part of a template. */
function printToken(node: ts.Node): string {
  return isTemplateHead(node) || isTemplateMiddleOrTemplateTail(node)
    ? node.text
    : (tokenToString(node.kind) ?? "");
}

function isCode(node: ts.Node): boolean {
  return !(
    isTypeNode(node) ||
    isTypeParameterDeclaration(node) ||
    isEmptyStatement(node) ||
    node.kind === SyntaxKind.SemicolonClassElement ||
    ((isJsxText(node) || isTextInJsx(node)) && readJsxText(node) === "")
  );
}
