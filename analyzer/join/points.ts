import type { PointHits } from "../findings.ts";
import type { Position } from "../model.ts";
import { comparePositions } from "../position.ts";
import { countLeading } from "../count-leading.ts";

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
  const countUpTo = (place: Position): number =>
    countLeading(inOrder, (point) => comparePositions(point.start, place) <= 0);
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

/** What shows that a point is another's: a statement begins behind it, or it is a start of its own. */
export interface Others {
  readonly statements: Points;
  readonly isStart: (at: Position) => boolean;
}

/** The count of the last point before a start that got lost in a source map; undefined where it is another's. */
export function findBefore(
  points: Points,
  start: Position,
  { statements, isStart }: Others,
): number | undefined {
  const point = points.lastUpTo(start);
  const statement = statements.lastUpTo(start);
  if (point === undefined || isStart(point.start)) return undefined;
  const isInterrupted =
    statement !== undefined && comparePositions(statement.start, point.start) > 0;
  return isInterrupted ? undefined : points.read(point.start);
}
