import type { ts } from "../inventory/syntax.ts";
import type { Position } from "../model.ts";

/** The offset of a position in a text. */
export function offsetOf(source: ts.SourceFile, { line, column }: Position): number {
  return (source.getLineStarts()[line - 1] ?? 0) + column;
}
