import { takeInventory } from "./cache/take-inventory.ts";
import type { Profile } from "./model.ts";
import type { Listing } from "./report/document.ts";
import { buildListing } from "./report/build-listing.ts";
import { findSources } from "./sources/find-sources.ts";

export interface ListProjectOptions {
  /** The folder that paths are relative to, in the options and in the listing. */
  readonly cwd: string;
  /** Files, folders or globs. Default: everything below `cwd`. */
  readonly paths?: readonly string[] | undefined;
  /** Default: full. */
  readonly profile?: Profile | undefined;
  /** Whether to keep what is known of unchanged files from run to run. Default: true. */
  readonly cache?: boolean | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
}

/**
 * Lists every unit, decision and outcome of the source, without running it. Files that cannot be parsed are in `skipped`.
 *
 * @throws AnalyzerError "no-files" or "unreadable"
 */
export async function listProject(options: ListProjectOptions): Promise<Listing> {
  const { cwd, paths = [], profile = "full", cache = true, onProgress } = options;
  const files = await findSources({ cwd, patterns: paths });
  return buildListing(await takeInventory(files, { cwd, profile, cache, onProgress }));
}
