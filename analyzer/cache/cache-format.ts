import { crc32 } from "node:zlib";
import { isRecord } from "../is-record.ts";
import type { Stamp } from "./stamp.ts";

/** Where a piece lies in the file: a name such as `list:full:text`, its first byte and its length. */
export type Piece = readonly [name: string, offset: number, length: number];

/** What is kept of one source file. */
export interface CacheRecord {
  /** Null where no stamp can tell whether the file changed. */
  readonly stamp: Stamp | null;
  readonly sha256: string;
  readonly pieces: readonly Piece[];
}

export interface CacheContent {
  readonly records: ReadonlyMap<string, CacheRecord>;
  /** The whole file; pieces are slices of it. */
  readonly bytes: Uint8Array;
}

/** First line: mark, checksum of everything behind that line, length of the index, length of the whole. */
const HEAD = /^footlights-cache ([0-9a-f]{8}) ([0-9]+) ([0-9]+)\n/;
const LONGEST_HEAD = 64;

/** Reads what `encodeCache` wrote with the same key; undefined for anything else, whatever is wrong with it. */
export function decodeCache(bytes: Buffer, key: string): CacheContent | undefined {
  const head = HEAD.exec(bytes.toString("latin1", 0, LONGEST_HEAD));
  if (head === null) return undefined;
  const [line, checksum, indexLength, length] = head;
  const start = line.length;
  if (bytes.length !== Number(length)) return undefined;
  if (crc32(bytes.subarray(start)) !== Number.parseInt(checksum ?? "", 16)) return undefined;
  const index: unknown = JSON.parse(bytes.toString("utf8", start, start + Number(indexLength)));
  if (!isIndex(index) || index.key !== key) return undefined;
  const base = start + Number(indexLength);
  return { records: new Map(index.records), bytes: bytes.subarray(base) };
}

interface Index {
  readonly key: string;
  readonly records: readonly (readonly [path: string, record: CacheRecord])[];
}

/** The checksum says that it is what was written; the rest follows from the key. */
function isIndex(value: unknown): value is Index {
  return isRecord(value) && typeof value["key"] === "string" && Array.isArray(value["records"]);
}

/** The file for records whose pieces point into `pieces`, one after the other. */
export function encodeCache(
  key: string,
  records: Iterable<readonly [string, CacheRecord]>,
  pieces: readonly Uint8Array[],
): readonly Uint8Array[] {
  const content: Index = { key, records: [...records] };
  const index = Buffer.from(JSON.stringify(content));
  const parts = [index, ...pieces];
  const checksum = parts.reduce((sum, part) => crc32(part, sum), 0);
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  return [Buffer.from(renderHead(checksum, index.length, size)), ...parts];
}

/** The length of the whole contains the line's own. */
function renderHead(checksum: number, indexLength: number, size: number): string {
  const render = (length: number): string =>
    `footlights-cache ${checksum.toString(16).padStart(8, "0")} ${indexLength} ${length}\n`;
  let length = size;
  while (render(length).length + size !== length) length = render(length).length + size;
  return render(length);
}
