import { ts } from "ts-morph";
import type { Layout } from "./layout.ts";
import { listTokens, parseTree, type Token } from "./tokens.ts";

const { SyntaxKind } = ts;

/** Behind these a line may end, or not, without a change in what the code means. */
const open: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.OpenParenToken,
  SyntaxKind.OpenBracketToken,
  SyntaxKind.CommaToken,
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
  SyntaxKind.EqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.PlusToken,
]);

/** Behind these a new line may be missing too. */
const ending: ReadonlySet<ts.SyntaxKind> = new Set([
  ...open,
  SyntaxKind.SemicolonToken,
  SyntaxKind.OpenBraceToken,
]);

const comment = /\/\*[\s\S]*?\*\/|\/\/[^\n\r\u2028\u2029]*/g;

/** Writes a text again, each token by what stands before it. */
type Rewrite = (token: Token, before: ts.SyntaxKind) => string;

const joinLines: Rewrite = ({ trivia, text }, before) => {
  const blocks = trivia.replaceAll(/\/\/([^\n\r\u2028\u2029]*)/g, "/*$1 */");
  return `${ending.has(before) ? blocks.replaceAll(/\s+/g, " ") : trivia}${text}`;
};

const wrapLines: Rewrite = ({ kind, trivia, text }, before) =>
  (open.has(before) && kind !== SyntaxKind.JsxText) || kind === SyntaxKind.QuestionDotToken
    ? `${trivia}\n\t\t${text}`
    : `${trivia.replaceAll(/ (?= *$)/g, "  ")}${text}`;

const swapQuotes: Rewrite = ({ kind, trivia, text }) => {
  if (kind !== SyntaxKind.StringLiteral || /["'\\]/.test(text.slice(1, -1))) return trivia + text;
  const quote = text.startsWith('"') ? "'" : '"';
  return `${trivia}${quote}${text.slice(1, -1)}${quote}`;
};

const removeComments: Rewrite = ({ trivia, text }) => `${trivia.replaceAll(comment, " ")}${text}`;

const insertComments: Rewrite = ({ kind, trivia, text }, before) =>
  (trivia !== "" || open.has(before)) && kind !== SyntaxKind.JsxText
    ? `${trivia}/* why? a && b : "c" */${text}`
    : `${trivia}${text}`;

const endLinesAsWindowsDoes: Rewrite = ({ trivia, text }) =>
  `${trivia}${text}`.replaceAll(/(?<!\r)\n/g, "\r\n");

function createLayout(name: string, rewrite: Rewrite): Layout {
  return {
    name,
    rewrite: (path, text) => {
      let before: ts.SyntaxKind = SyntaxKind.Unknown;
      return listTokens(path, text)
        .map((token, index) => {
          // A byte order mark or a "#!" stays first.
          const written = index === 0 ? token.trivia + token.text : rewrite(token, before);
          before = token.kind;
          return written;
        })
        .join("");
    },
  };
}

/** What people and other tools than our formatter make of a text. */
export const rewritten: readonly Layout[] = [
  createLayout("joined lines", joinLines),
  createLayout("wrapped lines", wrapLines),
  createLayout("swapped quotes", swapQuotes),
  createLayout("code without comments", removeComments),
  createLayout("code with comments between its words", insertComments),
  createLayout("lines that end as on Windows", endLinesAsWindowsDoes),
  {
    name: "code printed by TypeScript without comments",
    rewrite: (path, text) =>
      ts.createPrinter({ removeComments: true }).printFile(parseTree(path, text)),
  },
  {
    name: "shifted lines",
    rewrite: (_path, text) =>
      /^(?:\uFEFF|#!)/.test(text) ? text : `// moved\nimport "./moved";\n\n\n${text}`,
  },
];
