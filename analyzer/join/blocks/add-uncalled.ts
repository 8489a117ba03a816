import type { BlockHits } from "../../findings.ts";
import type { Position } from "../../model.ts";
import { comparePositions } from "../../position.ts";
import type { FunctionPlace } from "./list-places.ts";

/**
 * Blocks of a run with those of the functions that c8 leaves out: v8-to-istanbul 9.3 drops a function
 * without a name that was never called, and what is around it would seem to count inside.
 * Where the blocks do not fit the text exactly (they went through a source map), such a function may have
 * been called after all: its count is then NaN, which spoils every sum that takes it.
 */
export function addUncalled(
  blocks: readonly BlockHits[],
  functions: readonly FunctionPlace[],
): readonly BlockHits[] {
  const inOrder = blocks.toSorted((a, b) => comparePositions(a.start, b.start));
  const found = functions.map((place) => ({ place, block: findBlock(inOrder, place) }));
  const isExact = found.every(({ place, block }) => {
    return block === undefined || comparePositions(block.end, place.end) === 0;
  });
  const uncalled = found.flatMap(({ place, block }) =>
    block === undefined
      ? [{ start: place.start, end: place.end, hits: isExact ? 0 : Number.NaN }]
      : [],
  );
  return [...uncalled, ...blocks];
}

/** The block of a function: the first that starts between the start of the function and of its body. */
function findBlock(
  inOrder: readonly BlockHits[],
  { start, body }: FunctionPlace,
): BlockHits | undefined {
  const first = inOrder[countBefore(inOrder, start)];
  return first !== undefined && comparePositions(first.start, body) <= 0 ? first : undefined;
}

function countBefore(inOrder: readonly BlockHits[], place: Position): number {
  let low = 0;
  let high = inOrder.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const block = inOrder[middle];
    if (block !== undefined && comparePositions(block.start, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
