import type { BlockHits, PointHits } from "../../findings.ts";
import type { Position } from "../../model.ts";
import { comparePositions } from "../../position.ts";
import { countLeading } from "../../count-leading.ts";

/**
 * Turns nested blocks into the count that holds from each place on: that of the innermost block.
 * Of two blocks with the same span the later one counts as the inner one.
 */
export function flattenBlocks(blocks: readonly BlockHits[]): readonly PointHits[] {
  const outermostFirst = blocks.toSorted(
    (a, b) => comparePositions(a.start, b.start) || comparePositions(b.end, a.end),
  );
  const stretches: PointHits[] = [];
  const open: BlockHits[] = [];
  const closeBefore = (next: BlockHits | undefined): void => {
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

/** The count that holds at a place; 0 before the first stretch. */
export function findHits(stretches: readonly PointHits[], at: Position): number {
  return stretches[findStretch(stretches, at)]?.hits ?? 0;
}

/** The index of the stretch that a place is in; -1 before the first. */
export function findStretch(stretches: readonly PointHits[], at: Position): number {
  return countLeading(stretches, ({ start }) => comparePositions(start, at) <= 0) - 1;
}
