import type { Context } from "./narrowing.ts";

/** A stretch of a source text and what is known of the message inside it; offsets are UTF-16 units. */
export interface Region {
  readonly from: number;
  readonly to: number;
  readonly context: Context;
  /** Stretches inside, where more is known. */
  readonly inner: Region[];
}

/** Opens a stretch inside another one. */
export function openRegion(outer: Region, from: number, to: number, context: Context): Region {
  const region = { from, to, context, inner: [] };
  outer.inner.push(region);
  return region;
}

/** What is known at an offset; undefined outside the region. */
export function contextAt(region: Region, offset: number): Context | undefined {
  if (offset < region.from || offset >= region.to) return undefined;
  for (const inner of region.inner) {
    const found = contextAt(inner, offset);
    if (found) return found;
  }
  return region.context;
}
