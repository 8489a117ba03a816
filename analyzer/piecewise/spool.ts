import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { readBytes } from "../read-bytes.ts";

/** Where a value lies in a spool, and what its bytes add up to. */
export type SpoolPlace = readonly [offset: number, length: number, checksum: number];

/** Values that are not in memory: each is written to a file once, and read when it is asked for. */
export interface Spool {
  readonly put: (value: unknown) => SpoolPlace;
  /** Throws where the file is not what was written. */
  readonly get: (place: SpoolPlace) => unknown;
  /** Bytes in the file. */
  readonly length: number;
  readonly close: () => void;
}

/** Fast rather than small: a tenth of the text is left all the same. */
const LEVEL = 1;

/** Opens a spool in a file: `offset` bytes of it are there. */
export function openSpool(path: string, offset: number): Spool {
  const file = openSync(path, offset > 0 ? "r+" : "w+");
  let length = offset;
  return {
    put: (value) => {
      const bytes = deflateRawSync(JSON.stringify(value), { level: LEVEL });
      const place: SpoolPlace = [length, bytes.length, crc32(bytes)];
      writeSync(file, bytes, 0, bytes.length, length);
      length += bytes.length;
      return place;
    },
    get: ([start, size, checksum]) => {
      const bytes = readBytes(file, start, start + size);
      if (crc32(bytes) !== checksum)
        throw new Error("The kept report was changed while it was read.");
      return JSON.parse(inflateRawSync(bytes).toString());
    },
    get length() {
      return length;
    },
    close: () => closeSync(file),
  };
}

/** Opens a spool that is gone when it is closed. */
export function openTemporarySpool(): Spool {
  const folder = mkdtempSync(join(tmpdir(), "footlights-report-"));
  const spool = openSpool(join(folder, "spool"), 0);
  return {
    put: spool.put,
    get: spool.get,
    get length() {
      return spool.length;
    },
    close: () => {
      spool.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
