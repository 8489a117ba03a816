import { readSync } from "node:fs";

/** Reads the bytes from `start` to before `end` of an open file; throws a RangeError where it is shorter. */
export function readBytes(file: number, start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafe(end - start);
  const read = readSync(file, bytes, 0, bytes.length, start);
  if (read !== bytes.length)
    throw new RangeError(
      `The file ends ${bytes.length - read} bytes before the place that was read.`,
    );
  return bytes;
}
