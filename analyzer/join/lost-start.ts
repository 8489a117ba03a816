import type { PointHits, Position } from "../model.ts";
import { comparePositions } from "../position.ts";
import type { IsBefore } from "./align-sites.ts";
import { createPoints } from "./points.ts";

/** More lines than this between a start and the one that is reported for it are no lost mapping. */
const lineLimit = 12;

/** One token, then only what may follow it before an `if` or a `switch`: keywords, labels, white space. */
const beforeStatement =
  /^(?:[\p{ID_Continue}$]+|[^\s\p{ID_Continue}$;])(?:\s|\/\*[\s\S]*?\*\/|\/\/.*\n|else\b|do\b|[\p{ID_Continue}$]+\s*:|[){:])*$/u;

/**
 * Tells branches whose own start got lost. Where a source map has no segment for the parenthesis in which
 * an expression begins, remapping falls back to the last place that has one (vite 8 and esbuild:
 * `return (\n (x ?? y)` is reported at `return`, `} else if` at the brace), but never across the start of
 * another statement, for statements are always mapped.
 */
export function createLostStartTest(text: string, statements: readonly PointHits[]): IsBefore {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const points = createPoints(statements);
  return (branch, site) => {
    const distance = site.start.line - branch.start.line;
    if (distance < 0 || distance > lineLimit) return false;
    if (comparePositions(branch.start, site.start) >= 0) return false;
    if (site.kind === "if" || site.kind === "switch") {
      return beforeStatement.test(slice(lines, branch.start, site.start));
    }
    const last = points.lastUpTo(site.start);
    return last === undefined || comparePositions(last.start, branch.start) <= 0;
  };
}

function slice(lines: readonly string[], from: Position, to: Position): string {
  const between = lines.slice(from.line - 1, to.line);
  const last = between.length - 1;
  between[last] = (between[last] ?? "").slice(0, to.column);
  between[0] = (between[0] ?? "").slice(from.column);
  return between.join("\n");
}
