import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where the cache is. */
export interface CacheFolder {
  readonly folder: string;
  /** Whether the folder is the cache's alone, and brings its own .gitignore. */
  readonly isOwn: boolean;
}

/**
 * The folder of the cache: beside the dependencies, where every tool ignores it, as in most projects; else
 * `.footlights` in the working directory, which brings its own .gitignore.
 */
export function chooseCacheFolder(cwd: string): CacheFolder {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "node_modules"))) {
      return { folder: join(folder, "node_modules", ".cache", "footlights"), isOwn: false };
    }
    if (dirname(folder) === folder) return { folder: join(cwd, ".footlights"), isOwn: true };
  }
}

/** Makes it where it is not there; throws where it cannot be written. */
export function makeCacheFolder({ folder, isOwn }: CacheFolder): void {
  mkdirSync(folder, { recursive: true });
  if (isOwn) writeFileSync(join(folder, ".gitignore"), "*\n");
}
