import type { Stats } from "node:fs";

/** What the file system says of a file without opening it. */
export type Stamp = readonly [mtimeMs: number, ctimeMs: number, size: number, inode: number];

/** A write this soon after another may leave the same time stamp: Linux counts in steps of up to 10 ms. */
const FINE_MS = 50;
/** File systems that count whole seconds (HFS+, some network ones) or two (FAT). */
const COARSE_MS = 2100;

export function stampOf(stats: Stats): Stamp {
  return [stats.mtimeMs, stats.ctimeMs, stats.size, stats.ino];
}

export function isSameStamp(a: Stamp, b: Stamp): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3];
}

/**
 * Whether a stamp taken at `now`, before the file was read, tells any later change. A file that was changed in the
 * same tick of the clock could change once more and keep its stamp; such a file is known by its hash only.
 */
export function isTelling([mtimeMs, ctimeMs]: Stamp, now: number): boolean {
  const tick = Number.isInteger(mtimeMs / 1000) ? COARSE_MS : FINE_MS;
  return now - Math.max(mtimeMs, ctimeMs) > tick;
}
