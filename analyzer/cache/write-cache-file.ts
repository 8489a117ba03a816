import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CacheFolder, makeCacheFolder } from "./cache-folder.ts";

/** Replaces a file of the cache whole; throws where the folder cannot be written. */
export function writeCacheFile(place: CacheFolder, name: string, bytes: Uint8Array): void {
  makeCacheFolder(place);
  const path = join(place.folder, name);
  const fresh = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(fresh, bytes);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
