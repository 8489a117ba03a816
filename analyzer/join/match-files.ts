import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import type { FileInventory } from "../model.ts";
import { findForeignRoot } from "./find-foreign-root.ts";

/** A file as coverage names it. */
export interface Reported {
  readonly path: string;
}

export interface MatchedFiles<T extends Reported> {
  /** What is reported, by the inventory's path: several where the report names a file in several ways. */
  readonly byPath: ReadonlyMap<string, Several<T>>;
  /** Files of the report that are not listed. */
  readonly notListed: readonly T[];
}

export type Several<T> = readonly [first: T, ...rest: readonly T[]];

/**
 * Finds the listed file that each file of the report is: by its path, by what its links lead to, or, when
 * that finds none at all, by its path below the one folder in which the report was made elsewhere.
 */
export async function matchFiles<T extends Reported>(
  files: readonly Pick<FileInventory, "path">[],
  reported: readonly T[],
  cwd: string,
): Promise<MatchedFiles<T>> {
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

async function matchHere<T extends Reported>(
  files: readonly Pick<FileInventory, "path">[],
  reported: readonly T[],
  cwd: string,
): Promise<MatchedFiles<T>> {
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

function collect<T extends Reported>(
  reported: readonly T[],
  find: (hits: T) => string | undefined,
): MatchedFiles<T> {
  const byPath = new Map<string, Several<T>>();
  const notListed: T[] = [];
  for (const hits of reported) {
    const path = find(hits);
    if (path === undefined) {
      notListed.push(hits);
      continue;
    }
    const known = byPath.get(path);
    byPath.set(path, known === undefined ? [hits] : [...known, hits]);
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
