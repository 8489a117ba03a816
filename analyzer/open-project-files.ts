import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ProjectFiles } from "./modules/project-files.ts";

/** The listed files as the search for actors wants them: it may read others too, such as helpers and wrangler.jsonc. */
export function openProjectFiles(
  paths: readonly string[],
  cwd: string,
  onRead?: (path: string) => void,
): ProjectFiles {
  return {
    paths,
    read: (path) => {
      onRead?.(path);
      try {
        return readFileSync(resolve(cwd, path), "utf8");
      } catch {
        return undefined; // whether there is one is what the caller asks
      }
    },
  };
}
