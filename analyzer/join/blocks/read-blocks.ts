import type { BlockHits, BlockRun, BranchHits, FileHits, PointHits, Run } from "../../findings.ts";
import type { FileInventory, Position } from "../../model.ts";
import { addUncalled } from "./add-uncalled.ts";
import { findHits, flattenBlocks } from "./flatten-blocks.ts";
import {
  type BranchPlaces,
  listPlaces,
  type Place,
  type Places,
  type ReadPlace,
  type StatementPlace,
} from "./list-places.ts";
import { readScript } from "./read-script.ts";

/** How often the text ran at a place; null where that cannot be told. */
type Read = (place: Place) => number | null;

/**
 * Reads V8's blocks at the places where Istanbul would count, so that the rest of the join knows one kind
 * of report only. Default values stay without a count: V8 has none.
 */
export function readBlocks(inventory: FileInventory, hits: FileHits, text: string): FileHits {
  const places = listPlaces(inventory.path, text);
  const { branches, statements, functions } = places;
  const runs = hits.runs.map((run) => openRun(run, places, text));
  const read: Read = (place) => {
    const sum = runs.reduce((total, run) => total + run(place), 0);
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
      functions.map(({ body, at }) => ({ start: body, at })),
      read,
    ),
  };
}

function openRun(run: Run, { functions }: Places, text: string): ReadPlace {
  switch (run.by) {
    case "blocks": {
      const blocks = text.startsWith("\uFEFF") ? stepOverMark(run) : run.blocks;
      const stretches = flattenBlocks(addUncalled(blocks, functions));
      return ({ at }) => findHits(stretches, at);
    }
    case "ranges":
      return readScript(run, text);
    case "lines":
      return () => Number.NaN;
  }
}

/** V8 does not see the byte order mark that c8 counts: each block is reported one character early. */
function stepOverMark({ blocks, lineLengths }: BlockRun): readonly BlockHits[] {
  const step = ({ line, column }: Position): Position =>
    column < (lineLengths[line - 1] ?? 0)
      ? { line, column: column + 1 }
      : { line: line + 1, column: 0 };
  return blocks.map(({ start, end, hits }) => ({ start: step(start), end: step(end), hits }));
}

function readPoints(places: readonly StatementPlace[], read: Read): readonly PointHits[] {
  return places.flatMap((place) => {
    const hits = read(place);
    return hits === null ? [] : [{ start: place.start, hits }];
  });
}

function readBranch({ kind, start, arms }: BranchPlaces, read: Read): BranchHits {
  const counts: (number | null)[] = [];
  for (const arm of arms) {
    if (arm === "function") counts.push(null);
    else counts.push(arm === null ? subtract(read({ at: start }), counts[0]) : read(arm));
  }
  return { kind, start, hits: counts };
}

/** No block stands for a missing `else`: it is what entered the `if` and did not take the other arm. */
function subtract(entered: number | null, then: number | null | undefined): number | null {
  return entered === null || typeof then !== "number" ? null : entered - then;
}
