import { createScanner, forEachChild, ScriptTarget, SyntaxKind, type ts } from "../syntax.ts";

/** A comment: its own end, and the offset of the token behind it. */
export interface Comment {
  readonly end: number;
  readonly next: number;
}

/** The comment that begins at an offset, if one does there: the same text may stand in a string. */
export function readComment(start: number, sourceFile: ts.SourceFile): Comment | undefined {
  const gap = findGap(start, sourceFile);
  if (gap === undefined) return undefined;
  const { languageVariant, text } = sourceFile;
  const scanner = createScanner(ScriptTarget.Latest, false, languageVariant, text);
  scanner.resetTokenState(gap);
  let token = scanner.scan();
  while (scanner.getTokenStart() < start && token !== SyntaxKind.EndOfFileToken) {
    token = scanner.scan();
  }
  if (scanner.getTokenStart() !== start || !isComment(token)) return undefined;
  const end = scanner.getTokenEnd();
  while (isTrivia(token)) token = scanner.scan();
  return { end, next: scanner.getTokenStart() };
}

/**
 * Where the tokens begin that lie around an offset and in no smaller node; undefined within a literal,
 * which a scanner cannot read without the parser.
 */
function findGap(offset: number, sourceFile: ts.SourceFile): number | undefined {
  let gap = 0;
  let parent: ts.Node = sourceFile;
  for (;;) {
    const child: ts.Node | undefined = forEachChild(parent, (node) => {
      if (node.end <= offset) gap = Math.max(gap, node.end);
      return node.pos <= offset && offset < node.end ? node : undefined;
    });
    if (child === undefined) break;
    parent = child;
    gap = Math.max(gap, parent.pos);
  }
  return isLiteral(parent) && offset >= parent.getStart(sourceFile) ? undefined : gap;
}

/** Strings, regular expressions, the parts of templates and the text in JSX. */
function isLiteral({ kind }: ts.Node): boolean {
  return kind >= SyntaxKind.FirstLiteralToken && kind <= SyntaxKind.LastTemplateToken;
}

function isTrivia(token: ts.SyntaxKind): boolean {
  return token >= SyntaxKind.FirstTriviaToken && token <= SyntaxKind.LastTriviaToken;
}

function isComment(token: ts.SyntaxKind): boolean {
  return (
    token === SyntaxKind.SingleLineCommentTrivia || token === SyntaxKind.MultiLineCommentTrivia
  );
}
