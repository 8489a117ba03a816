import type { ts } from "../syntax.ts";
import { printExpression } from "./print-expression.ts";

/** The deciding text of a decision. */
export interface DecidingText {
  /** For people: on one line, as written but for white space. */
  readonly shown: string;
  /** For ids: in the one form that all ways of formatting it have. */
  readonly key: string;
}

/** More text tells people no more. */
const shownLimit = 300;

const needsJoining = /[\n\r\t\u2028\u2029]| {2}/;

/** Code that a formatter leaves as it is; what is written in it is the form for ids too. */
const plain = createPlain();

/** Names, paths, simple calls and literals, joined by operators: nothing in parentheses, no types. */
function createPlain(): RegExp {
  const name = "[A-Za-z_$][\\w$]*";
  const path = `${name}(?:\\??\\.${name})*`;
  const literal = `"[\\w ./:-]*"|\\d|[1-9]\\d{0,14}`;
  const value = `(?:${path}|${literal})`;
  const call = `${path}(?:\\((?:${value}(?:, ${value})*)?\\))?`;
  const operand = `(?:!|typeof )?(?:${call}|${literal})`;
  const operator = String.raw`(?:[!=]==?|[<>]=?|[-+*%]|&&|\|\||\?\?|in|instanceof)`;
  return new RegExp(`^${operand}(?: ${operator} ${operand})*$`);
}

const hasComment = /\/[/*]/;

/** The text of what is decided without an expression, as in `try`. */
export const noText: DecidingText = { shown: "", key: "" };

/** The text of an expression or a pattern. */
export function readText(node: ts.Node, sourceFile: ts.SourceFile): DecidingText {
  const { text } = sourceFile;
  const start = node.getStart(sourceFile);
  const shown = readShown(start, node.end, text);
  const quoted = shown.includes("'") && !shown.includes('"') ? shown.replaceAll("'", '"') : shown;
  // White space in a string is a part of it.
  const isWhole = !quoted.includes('"') || text.startsWith(shown, start);
  if (isWhole && plain.test(quoted)) return { shown, key: quoted };
  const key = printExpression(node);
  return { shown: hasComment.test(shown) ? key.slice(0, shownLimit) : shown, key };
}

/** Two texts as one, with something between them. */
export function joinTexts(left: DecidingText, between: string, right: DecidingText): DecidingText {
  return {
    shown: `${left.shown}${between}${right.shown}`,
    key: `${left.key}${between}${right.key}`,
  };
}

/** The same text, told apart for ids by an operator. */
export function prefixKey(operator: string | undefined, text: DecidingText): DecidingText {
  return { shown: text.shown, key: `${operator} ${text.key}` };
}

function readShown(start: number, end: number, text: string): string {
  const isCut = end - start > shownLimit;
  const written = text.slice(start, isCut ? start + shownLimit : end);
  const line = needsJoining.test(written) ? written.replaceAll(/\s+/g, " ") : written;
  return isCut ? `${line}…` : line;
}
