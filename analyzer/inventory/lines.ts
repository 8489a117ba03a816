import type { Position } from "../model.ts";
import { countLeading } from "../count-leading.ts";

/** Turns offsets of one text into positions. */
export interface Lines {
  readonly at: (offset: number) => Position;
}

/** A lone carriage return and the two Unicode separators end a line too, for Babel as for TypeScript. */
const rareBreaks = ["\u2028", "\u2029"] as const;
const loneReturn = /\r(?!\n)/;
const anyBreak = /\r\n|[\n\r\u2028\u2029]/g;

/** Finds the lines of a text once; the usual walk asks for offsets near the one before. */
export function createLines(text: string): Lines {
  const starts = hasRareBreak(text) ? listAllStarts(text) : listStarts(text);
  let line = 0;
  return {
    at: (offset) => {
      if (!isInLine(starts, line, offset)) {
        line = isInLine(starts, line + 1, offset)
          ? line + 1
          : countLeading(starts, (start) => start <= offset) - 1;
      }
      return { line: line + 1, column: offset - (starts[line] ?? 0) };
    },
  };
}

/** In three searches: each takes next to nothing where one expression for all looks at every character. */
function hasRareBreak(text: string): boolean {
  return (
    rareBreaks.some((found) => text.includes(found)) ||
    (text.includes("\r") && loneReturn.test(text))
  );
}

function listStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function listAllStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(anyBreak)) starts.push(match.index + match[0].length);
  return starts;
}

function isInLine(starts: readonly number[], line: number, offset: number): boolean {
  const start = starts[line];
  return start !== undefined && start <= offset && offset < (starts[line + 1] ?? Infinity);
}
