import type { Position } from "./model.ts";

/** Negative, zero or positive as `a` lies before, at or after `b`: an order for `sort`. */
export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}
