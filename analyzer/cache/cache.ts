import { existsSync, readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import type { CacheContent, CacheRecord, Piece } from "./cache-format.ts";
import { lookAt } from "../sources/look-at.ts";
import { hashContent } from "./hash.ts";
import { type Stamp, isSameStamp, isTelling, stampOf } from "./stamp.ts";

/** What is known of one file in this run. */
export interface Entry {
  readonly stamp: Stamp | null;
  readonly sha256: string;
  /** By name, e.g. `list:full:text`. */
  readonly pieces: ReadonlyMap<string, Uint8Array>;
}

/**
 * Results kept from run to run, by file and name. A piece is given back only while its file is unchanged: by
 * its stamp, or where that differs by its content.
 */
export class Cache {
  readonly #cwd: string;
  readonly #content: CacheContent | undefined;
  /** Unchanged files of this run. */
  readonly #known = new Map<string, CacheRecord>();
  /** Files read anew in this run. */
  readonly #fresh = new Map<string, Entry>();
  readonly #stamps = new Map<string, Stamp | null>();
  #isChanged = false;

  constructor(cwd: string, content: CacheContent | undefined) {
    this.#cwd = cwd;
    this.#content = content;
  }

  /** Whether there is anything that the file on disk does not hold. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** The piece of an unchanged file, or undefined. Asked before the file is read, whatever the answer. */
  find(path: string, name: string): Uint8Array | undefined {
    const record = this.#known.get(path) ?? this.#recall(path);
    const piece = record?.pieces.find(([known]) => known === name);
    return piece === undefined ? undefined : this.#slice(piece);
  }

  /** Keeps a piece of a file that was read after `find` was asked for it. */
  keep(
    path: string,
    sha256: string,
    piece: { readonly name: string; readonly bytes: Uint8Array },
  ): void {
    const record = this.#known.get(path);
    const known = this.#fresh.get(path) ?? (record && this.#open(record));
    const pieces = new Map(known?.sha256 === sha256 ? known.pieces : []);
    this.#fresh.set(path, {
      stamp: this.#stamps.get(path) ?? null,
      sha256,
      pieces: pieces.set(piece.name, piece.bytes),
    });
    this.#isChanged = true;
  }

  /** Everything worth keeping: what this run asked for, and what it did not while the file exists. */
  *entries(): Generator<readonly [path: string, entry: Entry]> {
    yield* this.#fresh;
    for (const [path, record] of this.#known) {
      if (!this.#fresh.has(path)) yield [path, this.#open(record)];
    }
    for (const [path, record] of this.#content?.records ?? []) {
      if (this.#stamps.has(path)) continue;
      if (existsSync(this.#locate(path))) yield [path, this.#open(record)];
    }
  }

  #recall(path: string): CacheRecord | undefined {
    const absolute = this.#locate(path);
    const stats = lookAt(absolute);
    // Whoever reads the file next says what is wrong with it.
    if (stats === undefined) return undefined;
    const found = stampOf(stats);
    const stamp = isTelling(found, Date.now()) ? found : null;
    this.#stamps.set(path, stamp);
    const record = this.#content?.records.get(path);
    if (record === undefined) return undefined;
    if (record.stamp !== null && isSameStamp(record.stamp, found)) {
      this.#known.set(path, record);
      return record;
    }
    if (!hasContent(absolute, record.sha256)) return undefined;
    if (stamp !== null) this.#isChanged = true;
    const touched = { ...record, stamp };
    this.#known.set(path, touched);
    return touched;
  }

  /** What node:path's resolve() would give but for `..`, which the file system reads as well: it takes longer than a look at the file. */
  #locate(path: string): string {
    return isAbsolute(path) ? path : `${this.#cwd}/${path}`;
  }

  #open({ stamp, sha256, pieces }: CacheRecord): Entry {
    return {
      stamp,
      sha256,
      pieces: new Map(pieces.map((piece) => [piece[0], this.#slice(piece)])),
    };
  }

  #slice([, offset, length]: Piece): Uint8Array {
    return (this.#content?.bytes ?? new Uint8Array()).subarray(offset, offset + length);
  }
}

function hasContent(path: string, sha256: string): boolean {
  return hashContent(readFileSync(path, "utf8")) === sha256;
}
