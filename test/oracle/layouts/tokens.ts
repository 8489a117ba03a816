import { ts } from "ts-morph";

/** A token, and what stands between it and the one before. */
export interface Token {
  readonly kind: ts.SyntaxKind;
  readonly text: string;
  /** White space and comments. */
  readonly trivia: string;
}

const kinds: Readonly<Record<string, ts.ScriptKind>> = {
  tsx: ts.ScriptKind.TSX,
  js: ts.ScriptKind.JS,
  cjs: ts.ScriptKind.JS,
  mjs: ts.ScriptKind.JS,
  jsx: ts.ScriptKind.JSX,
};

/** With links upwards, as TypeScript's printer and its list of tokens want them. */
export function parseTree(path: string, text: string): ts.SourceFile {
  const kind = kinds[path.slice(path.lastIndexOf(".") + 1)] ?? ts.ScriptKind.TS;
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
}

/** Every token of a text, the end of the file included; together they are the text again. */
export function listTokens(path: string, text: string): readonly Token[] {
  const sourceFile = parseTree(path, text);
  const tokens: Token[] = [];
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(sourceFile).filter(({ kind }) => !isDocumentation(kind));
    for (const child of children) visit(child);
    if (children.length > 0 || node.kind === ts.SyntaxKind.SyntaxList) return;
    // White space in the text of an element is the text's own.
    const start = node.kind === ts.SyntaxKind.JsxText ? node.pos : node.getStart(sourceFile);
    tokens.push({
      kind: node.kind,
      text: text.slice(start, node.end),
      trivia: text.slice(node.pos, start),
    });
  };
  visit(sourceFile);
  return tokens;
}

function isDocumentation(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstJSDocNode && kind <= ts.SyntaxKind.LastJSDocNode;
}
