import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { mergeHits } from "../coverage/merge-hits.ts";
import type { CoverageData, FileHits, JoinedFile } from "../findings.ts";
import type { FileInventory, Inventory } from "../model.ts";
import { findStaleness } from "./find-staleness.ts";
import { joinFile, withoutCounters } from "./join-file.ts";
import { matchFiles } from "./match-files.ts";

export interface JoinCoverageOptions {
  /** The folder that the inventory's paths are relative to. */
  readonly cwd: string;
  /** Whether to keep the counters of each file, to tell what its findings were read from. Default: false. */
  readonly counters?: boolean | undefined;
}

/** A listed file whose text is not the one that was measured. */
export interface StaleFile {
  readonly path: string;
  /** What does not fit, in a few words. */
  readonly found: string;
}

/** What the join made of all files. Nothing in it counts before `assertTrusted` has passed. */
export interface JoinedCoverage {
  /** In the order of the inventory. */
  readonly files: readonly JoinedFile[];
  readonly stale: readonly StaleFile[];
  /** Files of the report that are not listed, as the report names them. */
  readonly notListed: readonly string[];
}

/** Joins every listed file with its counters. Throws only where a file cannot be read. */
export async function joinCoverage(
  inventory: Inventory,
  data: CoverageData,
  { cwd, counters = false }: JoinCoverageOptions,
): Promise<JoinedCoverage> {
  const { byPath, notListed } = await matchFiles(inventory.files, data.files, cwd);
  const files: JoinedFile[] = [];
  const stale: StaleFile[] = [];
  for (const file of inventory.files) {
    const hits = byPath.get(file.path);
    const text = hits === undefined ? "" : await readFile(resolve(cwd, file.path), "utf8");
    const { joined, found } = joinListed(file, hits && mergeHits(hits), text);
    if (found !== undefined) stale.push({ path: file.path, found });
    files.push(counters ? joined : withoutCounters(joined));
  }
  return { files, stale, notListed: notListed.map(({ path }) => path) };
}

/** Joins one file with what coverage says of it; `found` is what does not fit, in a few words. */
export function joinListed(
  file: FileInventory,
  hits: FileHits | undefined,
  text: string,
): { readonly joined: JoinedFile; readonly found: string | undefined } {
  const found = hits === undefined ? undefined : findStaleness(file.path, text, hits);
  // Numbers of another text are no numbers, also for those who do not ask for trust.
  return { joined: joinFile(file, found === undefined ? hits : undefined, text), found };
}
