import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import type { FileHits, FileInventory } from "../model.ts";

export interface MatchedFiles {
  /** Counters by the inventory's path. */
  readonly byPath: ReadonlyMap<string, FileHits>;
  /** Paths of the report that no listed file has. */
  readonly notListed: readonly string[];
}

/** Finds the listed file that each file of the report is. */
export async function matchFiles(
  files: readonly Pick<FileInventory, "path">[],
  reported: readonly FileHits[],
  cwd: string,
): Promise<MatchedFiles> {
  const listed = new Map<string, string>();
  for (const { path } of files) {
    const absolute = resolve(cwd, path);
    listed.set(absolute, path);
    listed.set(await findRealPath(absolute), path);
  }
  const byPath = new Map<string, FileHits>();
  const notListed: string[] = [];
  for (const hits of reported) {
    const path = listed.get(hits.path) ?? listed.get(await findRealPath(hits.path));
    if (path === undefined) notListed.push(hits.path);
    else byPath.set(path, hits);
  }
  return { byPath, notListed };
}

async function findRealPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}
