import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CacheFolder } from "./cache-folder.ts";

/** Replaces a file of the cache whole; throws where the folder cannot be written. */
export function writeCacheFile(
  { folder, isOwn }: CacheFolder,
  name: string,
  bytes: Uint8Array,
): void {
  mkdirSync(folder, { recursive: true });
  if (isOwn) writeFileSync(join(folder, ".gitignore"), "*\n");
  const path = join(folder, name);
  const fresh = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(fresh, bytes);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
