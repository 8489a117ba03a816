import type { ts } from "./syntax.ts";
import { findLeftmost } from "./transparent.ts";

/** More text of a condition tells people no more. */
const lengthLimit = 300;

const needsWork = /[\n\r\t\u2028\u2029]| {2}/;

/** The text of a node on one line, as written but for white space. */
export function readLine(node: ts.Node, sourceFile: ts.SourceFile): string {
  return readSpan(node.getStart(sourceFile), node.end, sourceFile);
}

export function readSpan(start: number, end: number, sourceFile: ts.SourceFile): string {
  const cut = end - start > lengthLimit;
  const written = sourceFile.text.slice(start, cut ? start + lengthLimit : end);
  const line = needsWork.test(written) ? written.replaceAll(/\s+/g, " ") : written;
  return cut ? `${line}…` : line;
}

const openParenthesis = 40;
const lessThan = 60;

/** Where an expression begins without the parentheses and casts that a transpiler may drop. */
export function findCanonicalStart(
  node: ts.Expression,
  start: number,
  sourceFile: ts.SourceFile,
): number {
  const first = sourceFile.text.charCodeAt(start);
  return first === openParenthesis || first === lessThan
    ? findLeftmost(node).getStart(sourceFile)
    : start;
}
