import type { Inventory, Profile } from "../model.ts";
import { openCache } from "./cache-store.ts";
import { collect } from "./collect.ts";
import { inventoryForm } from "./inventory-form.ts";

export interface TakeInventoryOptions {
  /** The folder that the paths are relative to. */
  readonly cwd: string;
  readonly profile: Profile;
  /** Whether results are kept for the next run, and used from the last. */
  readonly cache: boolean;
  readonly onProgress?: ((text: string) => void) | undefined;
}

/** Lists the files of the given paths, those that did not change since an earlier run from the cache. */
export async function takeInventory(
  paths: readonly string[],
  options: TakeInventoryOptions,
): Promise<Inventory> {
  const { cwd, profile, onProgress } = options;
  const { cache, save } = openCache(cwd, options.cache);
  const form = inventoryForm(profile);
  const { values, skipped } = await collect(paths, form, { cwd, profile, cache, onProgress });
  save();
  return { profile, files: values, skipped };
}
