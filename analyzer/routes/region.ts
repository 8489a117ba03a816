import type { Context } from "./narrowing.ts";
import { countLeading } from "../count-leading.ts";

/** A stretch of a source text and what is known of the message inside it; offsets are UTF-16 units. */
export interface Region {
  readonly from: number;
  readonly to: number;
  /** Undefined in functions that are only named here: they run when they are called. */
  readonly context: Context | undefined;
  /** Stretches inside, where more is known; they do not overlap. */
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

/** Puts the stretches inside each other in order, so that they can be searched; done once, when all are known. */
export function sortRegions(root: Region): void {
  const waiting = [root];
  for (let region = waiting.pop(); region; region = waiting.pop()) {
    region.inner.sort((left, right) => left.from - right.from);
    for (const inner of region.inner) if (inner.inner.length > 0) waiting.push(inner);
  }
}

/** What is known at an offset; undefined where the region does not lead. */
export function contextAt(root: Region, offset: number): Context | undefined {
  if (offset < root.from || offset >= root.to) return undefined;
  let region = root;
  for (let inner = find(region, offset); inner; inner = find(region, offset)) region = inner;
  return region.context;
}

function find({ inner }: Region, offset: number): Region | undefined {
  const found = inner[countLeading(inner, ({ from }) => from <= offset) - 1];
  return found && offset < found.to ? found : undefined;
}
