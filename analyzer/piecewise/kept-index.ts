import { closeSync, fstatSync, openSync, writeSync } from "node:fs";
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import type { KeptInput } from "../cache/kept-inputs.ts";
import type { IndexedReport } from "../coverage/open-coverage.ts";
import { isRecord } from "../is-record.ts";
import type { Actor } from "../model.ts";
import { readBytes } from "../read-bytes.ts";
import type { Piece } from "./piece.ts";

/** All that is kept of a report for the next one, beside the spool. */
export interface KeptIndex {
  /** The question, and the code that answered it. */
  readonly key: string;
  /** Every file that anything in here depends on. */
  readonly inputs: readonly KeptInput[];
  /** The folders that sources were looked for in: what a package's name stands for depends on them. */
  readonly folders: string;
  /** Of all sources that ran, what decides whether actors are looked for in them. */
  readonly sketches: Readonly<Record<string, string>>;
  readonly reports: readonly IndexedReport[];
  readonly configurations: readonly string[];
  readonly actors: readonly Actor[];
  /** The sources that the actors and their routes were found in. */
  readonly actorPaths: readonly string[];
  readonly files: readonly KeptFile[];
  readonly batches: readonly KeptBatch[];
}

export interface KeptFile {
  readonly path: string;
  /** Its text and its counters. */
  readonly own: string;
  /** The sources that its words depend on. */
  readonly sources: readonly string[];
  /** What its types rule out; undefined where the compiler was not asked. */
  readonly marks: string | undefined;
  readonly result: Result;
}

export type Result =
  | { readonly piece: Piece }
  /** Why it could not be listed. */
  | { readonly skipped: string };

/** Files whose types were asked for together. */
export interface KeptBatch {
  readonly paths: readonly string[];
  /** Every file that the types come from. */
  readonly sources: readonly string[];
}

const MARK = "footlights-report 2";
/** Mark, checksum, and the length of the index before it. */
const FOOTER = 64;

/** Reads the index of a kept report; undefined for anything that is none, and for another key. */
export function readIndex(
  path: string,
  key: string,
): { readonly index: KeptIndex; readonly offset: number } | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const { size } = fstatSync(file);
    const footer = readBytes(file, size - FOOTER, size)
      .toString("latin1")
      .trimEnd();
    const [, checksum = "", length = ""] = /^(?:.*) ([0-9a-f]+) (\d+)$/.exec(footer) ?? [];
    const offset = size - FOOTER - Number(length);
    const bytes = readBytes(file, offset, size - FOOTER);
    if (!footer.startsWith(MARK) || crc32(bytes).toString(16) !== checksum) return undefined;
    const index: unknown = JSON.parse(inflateRawSync(bytes).toString());
    return isIndex(index) && index.key === key ? { index, offset } : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Writes an index behind the `offset` bytes of a spool. */
export function writeIndex(path: string, offset: number, index: KeptIndex): void {
  const bytes = deflateRawSync(JSON.stringify(index), { level: 1 });
  const footer = `${MARK} ${crc32(bytes).toString(16)} ${bytes.length}`.padEnd(FOOTER);
  const file = openSync(path, "r+");
  try {
    writeSync(file, Buffer.concat([bytes, Buffer.from(footer)]), 0, bytes.length + FOOTER, offset);
  } finally {
    closeSync(file);
  }
}

/** The checksum says that it is what was written; the rest follows from the key. */
function isIndex(value: unknown): value is KeptIndex {
  return isRecord(value) && typeof value["key"] === "string" && Array.isArray(value["files"]);
}
