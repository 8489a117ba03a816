import type { PointHits } from "../findings.ts";
import type { Position } from "../model.ts";
import { comparePositions } from "../position.ts";
import type { IsBefore } from "./align-sites.ts";
import { createPoints } from "./points.ts";

/** More lines than this between a start and the one that is reported for it are no lost mapping. */
const lineLimit = 12;

/**
 * Tells branches whose own start got lost. Where a source map has no segment for the parenthesis in which
 * an expression begins, remapping falls back to the last place that has one (vite 8 and esbuild:
 * `return (\n (x ?? y)` is reported at `return`, `} else if` at the brace, `else if` without one inside the
 * statement before), but never across the start of another statement, for statements are mapped alike.
 */
export function createLostStartTest(text: string, statements: readonly PointHits[]): IsBefore {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const points = createPoints(statements);
  return (branch, site) => {
    if (site.kind === "if" && isInHead(lines, site.start, branch.start)) return true;
    const distance = site.start.line - branch.start.line;
    if (distance < 0 || distance > lineLimit) return false;
    if (comparePositions(branch.start, site.start) >= 0) return false;
    if (site.kind === "switch") return false;
    if (site.kind === "if" && !isAfterElse(lines, site.start)) return false;
    const last = points.lastUpTo(site.start);
    return last === undefined || comparePositions(last.start, branch.start) <= 0;
  };
}

/**
 * Whether only `if (` stands between two places: of an `if` that is all there is in another one, without braces, the
 * report names the condition (vitest 5.0.5).
 */
function isInHead(lines: readonly string[], from: Position, to: Position): boolean {
  if (to.line - from.line > 1 || comparePositions(from, to) >= 0) return false;
  const first = lines[from.line - 1] ?? "";
  const between =
    from.line === to.line
      ? first.slice(from.column, to.column)
      : first.slice(from.column) + (lines[to.line - 1] ?? "").slice(0, to.column);
  return /^if\s*\([\s(]*$/.test(between);
}

/** Whether `else` stands before a place, comments aside. */
function isAfterElse(lines: readonly string[], { line, column }: Position): boolean {
  const before = [
    ...lines.slice(Math.max(0, line - 3), line - 1),
    lines[line - 1]?.slice(0, column),
  ];
  return /\belse\s*$/.test(before.join("\n").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, ""));
}
