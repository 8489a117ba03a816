import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { isRecord } from "../is-record.ts";
import { chooseCacheFolder } from "./cache-folder.ts";
import { computeCacheKey } from "./cache-key.ts";
import { forgetOldest } from "./forget-oldest.ts";
import { areUnchanged, describeInputs, type KeptInput } from "./kept-inputs.ts";
import { writeCacheFile } from "./write-cache-file.ts";

/** Documents that are kept; the oldest go first. */
const MOST_KEPT = 6;
/** Larger ones cost more to keep than they save. */
const MOST_BYTES = 64_000_000;

/** A document that was printed before, of files that have not changed since. */
export interface KeptDocuments {
  /** The text, undefined where anything that it was made of has changed. */
  readonly find: () => Buffer | undefined;
  /** `inputs` are the files that it was made of, by their paths where nobody has looked at them. */
  readonly keep: (text: string, inputs: readonly (string | KeptInput)[], startedAt: number) => void;
}

/**
 * Opens what is kept of one question: `asked` holds all that the answer depends on beside the files. Nothing that is wrong
 * with it is an error: the document is made anew.
 */
export function openKeptDocuments(cwd: string, asked: unknown): KeptDocuments {
  const place = chooseCacheFolder(cwd);
  const key = JSON.stringify([computeCacheKey(), cwd, asked]);
  const name = `document-${crc32(key).toString(16)}.cache`;
  return {
    find: () => {
      try {
        return read(join(place.folder, name), key, cwd);
      } catch {
        return undefined;
      }
    },
    keep: (text, made, startedAt) => {
      if (text.length > MOST_BYTES) return;
      const known = made.filter((input) => typeof input !== "string");
      const paths = made.filter((input) => typeof input === "string");
      const described = describeInputs(paths, { cwd, startedAt });
      if (described === undefined) return;
      const inputs = [...known, ...described];
      try {
        writeCacheFile(place, name, encode({ key, inputs }, text));
        forgetOldest(place.folder, "document", MOST_KEPT);
      } catch {
        // A folder that cannot be written costs time, not correctness.
      }
    },
  };
}

interface Head {
  readonly key: string;
  readonly inputs: readonly KeptInput[];
}

function read(path: string, key: string, cwd: string): Buffer | undefined {
  const bytes = readFileSync(path);
  const end = bytes.indexOf("\n");
  const second = bytes.indexOf("\n", end + 1);
  const body = bytes.subarray(end + 1);
  if (bytes.toString("latin1", 0, end) !== sign(body)) return undefined;
  const head: unknown = JSON.parse(bytes.toString("utf8", end + 1, second));
  if (!isHead(head) || head.key !== key || !areUnchanged(head.inputs, cwd)) return undefined;
  return bytes.subarray(second + 1);
}

function encode(head: Head, text: string): Uint8Array {
  const body = Buffer.from(`${JSON.stringify(head)}\n${text}`);
  return Buffer.concat([Buffer.from(`${sign(body)}\n`), body]);
}

/** Mark, checksum and length of all that follows: a file that was cut or mixed up is none. */
function sign(body: Buffer): string {
  return `footlights-document ${crc32(body).toString(16)} ${body.length}`;
}

/** The checksum says that it is what was written; the rest follows from the key. */
function isHead(value: unknown): value is Head {
  return isRecord(value) && typeof value["key"] === "string" && Array.isArray(value["inputs"]);
}
