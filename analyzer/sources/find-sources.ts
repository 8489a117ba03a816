import { relative, resolve, sep } from "node:path";
import { AnalyzerError } from "../errors.ts";
import { anySource, listExclusions, sourceName } from "./exclusions.ts";
import { lookAt } from "./look-at.ts";
import { toUnreadable } from "./unreadable.ts";
import { walkFolder } from "./walk-folder.ts";

export interface FindSourcesOptions {
  /** The folder that patterns and results are relative to. */
  readonly cwd: string;
  /** Folders, files and globs; `!` in front leaves out. Default: all of `cwd`. */
  readonly patterns?: readonly string[];
}

/**
 * Finds TypeScript and JavaScript files: relative to `cwd`, with `/`, sorted, each once.
 *
 * A folder or a glob leaves out declarations, tests, `node_modules`, `dist`, `coverage` and dot folders,
 * unless the pattern names them itself (`node_modules/hono`, `src/room.test.ts`, `test`).
 * Links to folders are not followed.
 *
 * Rejects with AnalyzerError "no-files" for a pattern that finds nothing, "unreadable" for a folder that
 * may not be read.
 */
export async function findSources({
  cwd,
  patterns = ["."],
}: FindSourcesOptions): Promise<readonly string[]> {
  const wanted = patterns.filter((pattern) => !pattern.startsWith("!"));
  const unwanted = patterns.flatMap((pattern) =>
    pattern.startsWith("!") ? [pattern.slice(1)] : [],
  );
  const found = new Set<string>();
  for (const pattern of wanted.length === 0 ? ["."] : wanted) {
    const files = await findPattern(pattern, { cwd, unwanted });
    if (files.length === 0) throw createNothingFound(pattern);
    for (const file of files) found.add(file);
  }
  return [...found].toSorted();
}

interface Search {
  readonly cwd: string;
  readonly unwanted: readonly string[];
}

/** Relative to `cwd`. A file or folder of that very name comes before the glob that its name may be too. */
async function findPattern(pattern: string, search: Search): Promise<readonly string[]> {
  const path = resolve(search.cwd, pattern);
  const name = toPosix(relative(search.cwd, path));
  const found = lookAt(path);
  if (found?.isFile() === true) return sourceName.test(path) ? [name] : [];
  return found?.isDirectory() === true
    ? searchFolder(path, name, search)
    : searchGlob(pattern, search);
}

/** The folder itself is meant, wherever it is: only what is inside it may be left out. */
async function searchFolder(
  folder: string,
  name: string,
  { cwd, unwanted }: Search,
): Promise<readonly string[]> {
  const prefix = name === "" ? "" : `${name}/`;
  if (unwanted.length === 0) return walkFolder(folder, name).map((path) => prefix + path);
  const ignore = [...listExclusions(name), ...unwanted.map((pattern) => resolve(cwd, pattern))];
  return search(anySource, { cwd: folder, ignore }, cwd);
}

async function searchGlob(pattern: string, { cwd, unwanted }: Search): Promise<readonly string[]> {
  const ignore = [...listExclusions(pattern), ...unwanted];
  // `packages/*/src` means what is in those folders.
  const inside = `${pattern.replace(/\/+$/, "")}/${anySource}`;
  const files = await search([pattern, inside], { cwd, ignore }, cwd);
  return files.filter((file) => sourceName.test(file));
}

async function search(
  pattern: string | string[],
  options: { readonly cwd: string; readonly ignore: readonly string[] },
  base: string,
): Promise<readonly string[]> {
  // Loaded where there is a glob: most commands name folders.
  const { glob } = await import("tinyglobby");
  try {
    const files = await glob(pattern, {
      ...options,
      absolute: true,
      followSymbolicLinks: false,
      expandDirectories: false,
    });
    return files.map((file) => toPosix(relative(base, file)));
  } catch (error) {
    throw toUnreadable(error, options.cwd);
  }
}

function createNothingFound(pattern: string): AnalyzerError {
  // Behind `--coverage` a shell puts what a glob matches: only the first of them is its value.
  const next = /\.(?:json|info)$/.test(pattern)
    ? `Write --coverage in front of each report, or quote the glob: --coverage "shards/*/coverage-final.json".`
    : "Check the path; tests, declarations, node_modules, dist and coverage count only when they are named.";
  return new AnalyzerError(
    "no-files",
    `Could not find source files: ${JSON.stringify(pattern)} matches none, expected TypeScript or JavaScript files. ${next}`,
  );
}

function toPosix(path: string): string {
  return path.replaceAll(sep, "/");
}
