import type { PointHits } from "../findings.ts";
import type { Position } from "../model.ts";
import { comparePositions } from "../position.ts";

/** Counters with a start, in order. */
export interface Points {
  readonly inOrder: readonly PointHits[];
  /** The count at a start; undefined where there is none, or several that differ. */
  readonly read: (start: Position) => number | undefined;
  /** The last counter that starts at or before a place. */
  readonly lastUpTo: (place: Position) => PointHits | undefined;
}

export function createPoints(points: readonly PointHits[]): Points {
  const inOrder = points.toSorted((a, b) => comparePositions(a.start, b.start));
  const countUpTo = (place: Position): number => {
    let low = 0;
    let high = inOrder.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const point = inOrder[middle];
      if (point !== undefined && comparePositions(point.start, place) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    inOrder,
    lastUpTo: (place) => inOrder[countUpTo(place) - 1],
    read: (start) => {
      const end = countUpTo(start);
      const last = inOrder[end - 1];
      if (last === undefined || comparePositions(last.start, start) !== 0) return undefined;
      for (let at = end - 2; at >= 0; at--) {
        const other = inOrder[at];
        if (other === undefined || comparePositions(other.start, start) !== 0) break;
        if (other.hits !== last.hits) return undefined;
      }
      return last.hits;
    },
  };
}

/**
 * The count of the last point before a start that got lost in a source map; undefined where a statement
 * begins in between, for then the point is another's.
 */
export function findBefore(
  points: Points,
  start: Position,
  statements: Points,
): number | undefined {
  const point = points.lastUpTo(start);
  const statement = statements.lastUpTo(start);
  if (point === undefined) return undefined;
  const isInterrupted =
    statement !== undefined && comparePositions(statement.start, point.start) > 0;
  return isInterrupted ? undefined : points.read(point.start);
}
