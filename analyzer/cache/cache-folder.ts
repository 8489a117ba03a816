import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The folder of the cache: beside the dependencies, where every tool ignores it, as in most projects; else
 * `.footlights` in the working directory, which brings its own .gitignore.
 */
export function chooseCacheFolder(cwd: string): {
  readonly folder: string;
  readonly isOwn: boolean;
} {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "node_modules"))) {
      return { folder: join(folder, "node_modules", ".cache", "footlights"), isOwn: false };
    }
    if (dirname(folder) === folder) return { folder: join(cwd, ".footlights"), isOwn: true };
  }
}
