import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { CoverageData, Inventory, JoinedFile, Unmatched } from "../model.ts";
import { joinFile } from "./join-file.ts";
import { matchFiles } from "./match-files.ts";

export interface JoinCoverageOptions {
  /** The folder that the inventory's paths are relative to. */
  readonly cwd: string;
}

/** What the join made of all files. */
export interface JoinedCoverage {
  /** In the order of the inventory. */
  readonly files: readonly JoinedFile[];
  /** Of all listed files. */
  readonly unmatched: readonly Unmatched[];
  /** Files of the report that were not listed, as the report names them. */
  readonly notListed: readonly string[];
}

/** Joins every listed file with its counters. */
export async function joinCoverage(
  inventory: Inventory,
  data: CoverageData,
  { cwd }: JoinCoverageOptions,
): Promise<JoinedCoverage> {
  const { byPath, notListed } = await matchFiles(inventory.files, data.files, cwd);
  const files: JoinedFile[] = [];
  for (const file of inventory.files) {
    const hits = byPath.get(file.path);
    const text = hits === undefined ? "" : await readFile(resolve(cwd, file.path), "utf8");
    files.push(joinFile(file, hits, text));
  }
  return { files, unmatched: files.flatMap(({ unmatched }) => unmatched), notListed };
}
