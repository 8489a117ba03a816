import type { Span } from "../model.ts";
import { comparePositions } from "../position.ts";

/** Orders by code unit, the same on every machine; `localeCompare` is not. */
export function comparePaths(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Orders by start; of two that start together, the one that ends later comes first. */
export function compareSpans(left: Span, right: Span): number {
  return comparePositions(left.start, right.start) || comparePositions(right.end, left.end);
}

/** A path as reports write it: with `/`, without a leading `./`. */
export function toPosixPath(path: string): string {
  return path.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
}
