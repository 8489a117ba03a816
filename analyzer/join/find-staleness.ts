import { hashText } from "../coverage/text-hash.ts";
import type { FileHits } from "../findings.ts";
import type { Position } from "../model.ts";
import { findStaleRun } from "./find-stale-run.ts";
import { leftOut, parseLandmarks, scanLandmarks } from "./landmarks.ts";

const elseIf = /\belse\s+if\b/;

const lineBreak = /\r\n|[\n\r\u2028\u2029]/;

/**
 * Says in a few words how today's text differs from the text that ran, by what the report knows of its
 * layout; undefined where they agree. Tolerated are one misfit in twenty, at most two, or one in two hundred.
 */
export function findStaleness(path: string, text: string, hits: FileHits): string | undefined {
  if (hits.texts !== undefined) {
    return hits.texts.every((hash) => hash === hashText(text)) ? undefined : "its text has changed";
  }
  if (hits.runs.length > 0) return findStaleRun(path, text, hits.runs);
  const starts = new Set(hits.statements.map(({ start }) => keyOf(start)));
  const lines = text.split(lineBreak);
  const misplaced = hits.statements.filter(({ start }) => !isTokenStart(lines, start)).length;
  // esbuild maps the `if` of an `else if` to the end of what is before it.
  if (isTooMany(misplaced - text.split(elseIf).length + 1, hits.statements.length)) {
    return `${misplaced} of ${hits.statements.length} measured statements are not there any more`;
  }
  if (leftOut.test(text) || scanLandmarks(text).every((place) => starts.has(keyOf(place)))) {
    return undefined;
  }
  const landmarks = parseLandmarks(path, text);
  const absent = landmarks.filter((place) => !starts.has(keyOf(place))).length;
  return isTooMany(absent, landmarks.length)
    ? `${absent} of ${landmarks.length} statements are not where they were measured`
    : undefined;
}

function isTooMany(count: number, total: number): boolean {
  return count > Math.max(Math.min(2, Math.floor(total / 20)), Math.floor(total / 200));
}

/** Whether a statement can begin there: at the head of a word, or at a character that opens something. */
function isTokenStart(lines: readonly string[], { line, column }: Position): boolean {
  const text = lines[line - 1] ?? "";
  const before = text[column - 1] ?? " ";
  const first = text[column] ?? " ";
  // `.5` is a number: minifiers write it so, and it begins a value.
  if (first === "." && /\d/.test(text[column + 1] ?? "")) return true;
  if (/[\s})\],.]/.test(first)) return false;
  return !(/[\w$]/.test(first) && /[\w$]/.test(before));
}

function keyOf({ line, column }: Position): string {
  return `${line}:${column}`;
}
