import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { Cache } from "./cache.ts";
import { chooseCacheFolder } from "./cache-folder.ts";
import {
  type CacheContent,
  type CacheRecord,
  type Piece,
  decodeCache,
  encodeCache,
} from "./cache-format.ts";
import { computeCacheKey } from "./cache-key.ts";
import { writeCacheFile } from "./write-cache-file.ts";

/** The cache of a working directory on disk. Nothing that is wrong with it is an error: it is made anew. */
export interface CacheStore {
  readonly cache: Cache;
  /** Replaces the file whole where there is something new; of two runs at once the last one stays. */
  readonly save: () => void;
}

/** Opens the cache; with `isEnabled` false, one that starts empty and is never written. */
export function openCache(cwd: string, isEnabled: boolean): CacheStore {
  if (!isEnabled) return { cache: new Cache(cwd, undefined), save: () => undefined };
  const place = chooseCacheFolder(cwd);
  // Packages of one repository share the folder.
  const name = `inventory-${crc32(cwd).toString(16)}.cache`;
  const key = `${computeCacheKey()} ${cwd}`;
  const cache = new Cache(cwd, readContent(join(place.folder, name), key));
  return {
    cache,
    save: () => {
      if (!cache.isChanged) return;
      try {
        writeCacheFile(place, name, Buffer.concat(encode(key, cache)));
      } catch {
        // A folder that cannot be written costs time, not correctness.
      }
    },
  };
}

function readContent(path: string, key: string): CacheContent | undefined {
  try {
    return decodeCache(readFileSync(path), key);
  } catch {
    return undefined;
  }
}

function encode(key: string, cache: Cache): readonly Uint8Array[] {
  const records: (readonly [string, CacheRecord])[] = [];
  const blobs: Uint8Array[] = [];
  let offset = 0;
  for (const [path, { stamp, sha256, pieces }] of cache.entries()) {
    const places: Piece[] = [];
    for (const [name, bytes] of pieces) {
      places.push([name, offset, bytes.length]);
      blobs.push(bytes);
      offset += bytes.length;
    }
    records.push([path, { stamp, sha256, pieces: places }]);
  }
  return encodeCache(key, records, blobs);
}
