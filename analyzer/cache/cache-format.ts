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

/** First line: mark, checksum of all that follows it, length of the index, length of everything behind the line. */
const HEAD = /^footlights-cache ([0-9a-f]{8}) (([0-9]+) [0-9]+)\n/;
const LONGEST_HEAD = 64;

/** Reads what `encodeCache` wrote with the same key; undefined for anything else, whatever is wrong with it. */
export function decodeCache(bytes: Buffer, key: string): CacheContent | undefined {
  const head = HEAD.exec(bytes.toString("latin1", 0, LONGEST_HEAD));
  if (head === null) return undefined;
  const [line, checksum = "", lengths = "", indexLength] = head;
  const body = bytes.subarray(line.length);
  if (lengths !== `${indexLength} ${body.length}`) return undefined;
  if (crc32(body, crc32(lengths)) !== Number.parseInt(checksum, 16)) return undefined;
  const index: unknown = JSON.parse(body.toString("utf8", 0, Number(indexLength)));
  if (!isIndex(index) || index.key !== key) return undefined;
  return { records: new Map(index.records), bytes: body.subarray(Number(indexLength)) };
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
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const lengths = `${index.length} ${size}`;
  const checksum = parts.reduce((sum, part) => crc32(part, sum), crc32(lengths));
  const head = `footlights-cache ${checksum.toString(16).padStart(8, "0")} ${lengths}\n`;
  return [Buffer.from(head), ...parts];
}
