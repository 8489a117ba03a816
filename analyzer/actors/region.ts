import type { Context } from "./narrowing.ts";

/** A stretch of a source text and what is known of the message inside it; offsets are UTF-16 units. */
export interface Region {
  readonly from: number;
  readonly to: number;
  /** Undefined in functions that are only named here: they run when they are called. */
  readonly context: Context | undefined;
  /** Stretches inside, where more is known. */
  readonly inner: Region[];
}

/** A stretch that is walked. */
export interface WalkedRegion extends Region {
  readonly context: Context;
}

/** Opens a stretch inside another one. */
export function openRegion(
  outer: Region,
  from: number,
  to: number,
  context: Context,
): WalkedRegion {
  const region = { from, to, context, inner: [] };
  outer.inner.push(region);
  return region;
}

/** Leaves a stretch out of the one around it. */
export function excludeRegion(outer: Region, from: number, to: number): void {
  outer.inner.push({ from, to, context: undefined, inner: [] });
}

/** What is known at an offset; undefined where the region does not lead. */
export function contextAt(region: Region, offset: number): Context | undefined {
  if (offset < region.from || offset >= region.to) return undefined;
  for (const inner of region.inner) {
    if (offset >= inner.from && offset < inner.to) return contextAt(inner, offset);
  }
  return region.context;
}
