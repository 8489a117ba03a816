import type { LineRun, Run, ScriptRun } from "../findings.ts";
import { listPlaces } from "./blocks/list-places.ts";
import { leftOut, parseLandmarks } from "./landmarks.ts";

/**
 * Says in a few words how today's text differs from the text that ran, by what runs without counters of Istanbul's kind
 * know of it; undefined where they agree.
 */
export function findStaleRun(path: string, text: string, runs: readonly Run[]): string | undefined {
  for (const run of runs) {
    const found = compare(run, path, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function compare(run: Run, path: string, text: string): string | undefined {
  switch (run.by) {
    case "blocks":
      return compareLines(text, run.lineLengths);
    case "ranges":
      return compareScript(run, path, text);
    case "lines":
      return compareBranches(run, path, text);
  }
}

function compareLines(text: string, lengths: readonly number[]): string | undefined {
  const lines = text.split(/\r?\n/);
  const changed = lengths.filter((length, index) => lines[index]?.length !== length).length;
  return changed > 0
    ? `${changed} of ${lengths.length} measured lines have another length`
    : undefined;
}

function compareScript(
  { ranges, suffix, compiled }: ScriptRun,
  path: string,
  text: string,
): string | undefined {
  const plain = text.replace(/^\uFEFF/, "");
  if (compiled === undefined) {
    const length = ranges[0]?.end ?? 0;
    if (length === plain.length || length === plain.length + suffix.length) return undefined;
    return `${length} characters ran without a source map, and ${plain.length} are there now`;
  }
  if (compiled.text !== undefined) {
    return unify(compiled.text) === unify(plain) ? undefined : "the text that was compiled differs";
  }
  const landmarks = parseLandmarks(path, text);
  const lost = landmarks.filter((place) => compiled.offsetsOf(place).length === 0).length;
  return lost > Math.max(2, landmarks.length / 20)
    ? `${lost} of ${landmarks.length} statements are not where the source map has them`
    : undefined;
}

/** Compilers write the ends of lines and the mark at the beginning as they like. */
function unify(text: string): string {
  return text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
}

/**
 * Branches of one arm may be blocks of V8, which begin anywhere; compilers add branches, and leave each `if` where it is.
 */
function compareBranches({ branches }: LineRun, path: string, text: string): string | undefined {
  const last = text.split("\n").length;
  const behind = branches.find(({ line }) => line > last);
  if (behind) return `a branch of line ${behind.line} was measured, and the last line is ${last}`;
  const lines = new Set(branches.flatMap(({ line, hits }) => (hits.length > 1 ? [line] : [])));
  if (lines.size === 0 || leftOut.test(text)) return undefined;
  const ifs = listPlaces(path, text).branches.filter(({ kind }) => kind === "if");
  const lost = ifs.filter(({ start }) => !lines.has(start.line)).length;
  return lost > Math.max(2, ifs.length / 20)
    ? `${lost} of ${ifs.length} "if" are not in the lines where they were measured`
    : undefined;
}
