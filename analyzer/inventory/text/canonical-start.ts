import type { ts } from "../syntax.ts";
import { findLeftmost } from "../transparent.ts";

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
