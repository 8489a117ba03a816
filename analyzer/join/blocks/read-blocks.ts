import type { BlockHits, BlockRun, BranchHits, FileHits, PointHits } from "../../findings.ts";
import type { FileInventory, Position } from "../../model.ts";
import { addUncalled } from "./add-uncalled.ts";
import { findHits, flattenBlocks } from "./flatten-blocks.ts";
import { type BranchPlaces, listPlaces } from "./list-places.ts";

/** How often the text ran at a place; null where that cannot be told. */
type Read = (at: Position) => number | null;

/**
 * Reads V8's blocks at the places where Istanbul would count, so that the rest of the join knows one kind
 * of report only. Default values stay without a count: V8 has none.
 */
export function readBlocks(inventory: FileInventory, hits: FileHits, text: string): FileHits {
  const { branches, statements, functions } = listPlaces(inventory.path, text);
  const runs = hits.runs
    .map((run) => (text.startsWith("\uFEFF") ? stepOverMark(run) : run.blocks))
    .map((blocks) => flattenBlocks(addUncalled(blocks, functions)));
  const read: Read = (at) => {
    const sum = runs.reduce((total, stretches) => total + findHits(stretches, at), 0);
    return Number.isNaN(sum) ? null : sum;
  };
  const defaults = inventory.sites.filter(({ kind }) => kind === "default-arg");
  return {
    ...hits,
    branches: [
      ...branches.map((branch) => readBranch(branch, read)),
      ...defaults.map(({ kind, start }) => ({ kind, start, hits: [null] })),
    ],
    statements: readPoints(statements, read),
    functions: readPoints(
      functions.map(({ body }) => body),
      read,
    ),
  };
}

/** V8 does not see the byte order mark that c8 counts: each block is reported one character early. */
function stepOverMark({ blocks, lineLengths }: BlockRun): readonly BlockHits[] {
  const step = ({ line, column }: Position): Position =>
    column < (lineLengths[line - 1] ?? 0)
      ? { line, column: column + 1 }
      : { line: line + 1, column: 0 };
  return blocks.map(({ start, end, hits }) => ({ start: step(start), end: step(end), hits }));
}

function readPoints(starts: readonly Position[], read: Read): readonly PointHits[] {
  return starts.flatMap((start) => {
    const hits = read(start);
    return hits === null ? [] : [{ start, hits }];
  });
}

function readBranch({ kind, start, arms }: BranchPlaces, read: Read): BranchHits {
  const counts: (number | null)[] = [];
  for (const arm of arms) {
    if (arm === "function") counts.push(null);
    else counts.push(arm === null ? subtract(read(start), counts[0]) : read(arm));
  }
  return { kind, start, hits: counts };
}

/** No block stands for a missing `else`: it is what entered the `if` and did not take the other arm. */
function subtract(entered: number | null, then: number | null | undefined): number | null {
  return entered === null || typeof then !== "number" ? null : entered - then;
}
