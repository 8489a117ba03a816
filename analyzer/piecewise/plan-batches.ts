import { crc32 } from "node:zlib";

/** Bytes of source that a batch has at most: a program takes a second to open, and its types a hundred times the text. */
const MOST_BYTES = 700_000;
/** A batch ends at one path of so many. */
const USUAL = 64;

/**
 * Cuts the files that the compiler is asked about into batches, so that memory does not grow with the project. Where a
 * batch ends depends on the paths around it only: one file more or less changes its own batch, and seldom another.
 */
export function planBatches(
  paths: readonly string[],
  sizeOf: (path: string) => number,
): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let last: string[] = [];
  let bytes = 0;
  for (const path of paths) {
    const size = sizeOf(path);
    if (last.length === 0 || bytes + size > MOST_BYTES) {
      last = [];
      batches.push(last);
      bytes = 0;
    }
    last.push(path);
    bytes = crc32(path) % USUAL === 0 ? Infinity : bytes + size;
  }
  return batches;
}
