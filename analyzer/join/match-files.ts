import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { mergeHits } from "../coverage/merge-hits.ts";
import type { FileHits } from "../findings.ts";
import type { FileInventory } from "../model.ts";
import { findForeignRoot } from "./find-foreign-root.ts";

export interface MatchedFiles {
  /** Counters by the inventory's path. */
  readonly byPath: ReadonlyMap<string, FileHits>;
  /** Files of the report that are not listed. */
  readonly notListed: readonly FileHits[];
}

/**
 * Finds the listed file that each file of the report is: by its path, by what its links lead to, or, when
 * that finds none at all, by its path below the one folder in which the report was made elsewhere.
 */
export async function matchFiles(
  files: readonly Pick<FileInventory, "path">[],
  reported: readonly FileHits[],
  cwd: string,
): Promise<MatchedFiles> {
  const here = await matchHere(files, reported, cwd);
  if (here.byPath.size > 0) return here;
  const paths = files.map(({ path }) => path);
  const root = findForeignRoot(
    paths,
    reported.map(({ path }) => normalisePath(path)),
  );
  if (root === undefined) return here;
  const listed = new Map(paths.map((path) => [`${root}/${path}`, path]));
  return collect(reported, ({ path }) => listed.get(normalisePath(path)));
}

async function matchHere(
  files: readonly Pick<FileInventory, "path">[],
  reported: readonly FileHits[],
  cwd: string,
): Promise<MatchedFiles> {
  const listed = new Map<string, string>();
  for (const { path } of files) listed.set(normalisePath(resolve(cwd, path)), path);
  const direct = collect(reported, ({ path }) => listed.get(normalisePath(path)));
  if (direct.notListed.length === 0) return direct;
  for (const { path } of files) {
    listed.set(normalisePath(await findRealPath(resolve(cwd, path))), path);
  }
  const real = new Map<string, string>();
  for (const { path } of direct.notListed) real.set(path, await findRealPath(path));
  return collect(reported, ({ path }) => {
    return listed.get(normalisePath(path)) ?? listed.get(normalisePath(real.get(path) ?? path));
  });
}

function collect(
  reported: readonly FileHits[],
  find: (hits: FileHits) => string | undefined,
): MatchedFiles {
  const byPath = new Map<string, FileHits>();
  const notListed: FileHits[] = [];
  for (const hits of reported) {
    const path = find(hits);
    if (path === undefined) {
      notListed.push(hits);
      continue;
    }
    const known = byPath.get(path);
    byPath.set(path, known === undefined ? hits : mergeHits([known, hits]));
  }
  return { byPath, notListed };
}

/** With `/`, and a small drive letter: Windows tools disagree about both. */
function normalisePath(path: string): string {
  return path.replaceAll("\\", "/").replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

async function findRealPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}
