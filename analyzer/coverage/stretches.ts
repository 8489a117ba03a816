import type { PointHits, Position } from "../model.ts";
import { comparePositions } from "../position.ts";

/** A block of text and how often it ran. Blocks nest. */
export interface Block {
  readonly start: Position;
  readonly end: Position;
  readonly hits: number;
}

/**
 * Turns nested blocks into the count that holds from each place on: that of the innermost block.
 * Of two blocks with the same span the later one counts as the inner one.
 */
export function flattenBlocks(blocks: readonly Block[]): readonly PointHits[] {
  const outermostFirst = blocks.toSorted(
    (a, b) => comparePositions(a.start, b.start) || comparePositions(b.end, a.end),
  );
  const stretches: PointHits[] = [];
  const open: Block[] = [];
  const closeBefore = (next: Block | undefined): void => {
    for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
      if (next !== undefined && comparePositions(inner.end, next.start) > 0) return;
      open.pop();
      stretches.push({ start: inner.end, hits: open.at(-1)?.hits ?? 0 });
    }
  };
  for (const block of outermostFirst) {
    closeBefore(block);
    open.push(block);
    stretches.push({ start: block.start, hits: block.hits });
  }
  closeBefore(undefined);
  return stretches;
}

/** Adds up stretches of several runs: V8 cuts the same text differently in each. */
export function mergeStretches(runs: readonly (readonly PointHits[])[]): readonly PointHits[] {
  const starts = runs.flatMap((run) => run.map(({ start }) => start)).toSorted(comparePositions);
  return starts.map((start) => ({
    start,
    hits: runs.reduce((sum, run) => sum + (findHits(run, start) ?? 0), 0),
  }));
}

/** The count that holds at a place; undefined before the first stretch. */
export function findHits(stretches: readonly PointHits[], at: Position): number | undefined {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const stretch = stretches[middle];
    if (stretch !== undefined && comparePositions(stretch.start, at) <= 0) low = middle + 1;
    else high = middle;
  }
  return stretches[low - 1]?.hits;
}
