import type { BlockHits } from "../../findings.ts";
import { comparePositions } from "../../position.ts";
import type { FunctionPlace } from "./list-places.ts";
import { countLeading } from "../../count-leading.ts";

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
  const first = inOrder[countLeading(inOrder, (block) => comparePositions(block.start, start) < 0)];
  return first !== undefined && comparePositions(first.start, body) <= 0 ? first : undefined;
}
