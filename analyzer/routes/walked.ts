import type { ModuleTable } from "../modules/module-table.ts";
import type { KnownNames } from "./origin.ts";
import type { ReferenceHost } from "./references.ts";
import type { Region } from "./region.ts";

/** What the walk needs, and whom it tells what it found. */
export interface WalkHost extends ReferenceHost {
  readonly table: ModuleTable;
}

/** Code that was walked: what is known at each place of it, and where its names come from. */
export interface Walked {
  readonly region: Region;
  readonly names: KnownNames;
}
