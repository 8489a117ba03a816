import { readdir, stat } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { OVERLAY } from "../attribution/overlay.ts";
import { AnalyzerError } from "../errors.ts";

/** Of a folder that holds several reports of one run, the one that tells most. */
const main = ["coverage-final.json", "lcov.info"];

const magic = /[*?[{]/;

/**
 * The report files that the given paths stand for. A folder stands for its coverage-final.json, else its lcov.info or,
 * as with nyc's .nyc_output and NODE_V8_COVERAGE, for every JSON file directly in it; a glob, which some shells hand
 * over as it is, for what it matches.
 *
 * @throws AnalyzerError "coverage-missing"
 */
export async function listCoverageFiles(
  paths: readonly string[],
  cwd: string,
): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const path of paths) {
    for (const file of await expand(path, cwd)) files.add(file);
  }
  if (files.size > 0) return [...files];
  throw new AnalyzerError(
    "coverage-missing",
    "Could not read coverage: found no file to read, expected a coverage report. " +
      "Pass it with --coverage coverage/coverage-final.json.",
  );
}

async function expand(named: string, cwd: string): Promise<readonly string[]> {
  const path = resolve(cwd, named);
  const found = await inspect(path);
  if (found === "file") return [path];
  if (found === "missing") {
    const matched = magic.test(named) ? await expandGlob(named, cwd) : [];
    if (matched.length > 0) return matched;
    throw createMissingError(path, cwd, "found no such file");
  }
  if (found === "closed") throw createMissingError(path, cwd, "found no permission to read it");
  return expandFolder(path, cwd, found);
}

async function expandFolder(
  path: string,
  cwd: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const best = main.find((name) => names.includes(name));
  if (best !== undefined) return [join(path, best)];
  const reports = names.filter((name) => name.endsWith(".json") && name !== OVERLAY).toSorted();
  if (reports.length > 0) return reports.map((name) => join(path, name));
  const below = await expandGlob(join(relative(cwd, path), "*", "coverage-final.json"), cwd);
  const [first] = below;
  if (first === undefined) throw createMissingError(path, cwd, "found a folder without JSON files");
  throw new AnalyzerError(
    "coverage-missing",
    `Could not read coverage from "${relative(cwd, path) || "."}": found ${below.length} reports in folders below it, expected one in it. ` +
      `Pass them: ${join(relative(cwd, path), "*", "coverage-final.json")}.`,
  );
}

/** Loaded where it is needed: shells do it by themselves, but for those of Windows. */
async function expandGlob(pattern: string, cwd: string): Promise<readonly string[]> {
  const { glob } = await import("tinyglobby");
  const found = await glob(pattern.replaceAll(sep, "/"), { cwd, onlyFiles: false, absolute: true });
  const matched = found.map((path) => resolve(path)).filter((path) => basename(path) !== OVERLAY);
  const files: string[] = [];
  for (const path of matched.toSorted()) {
    const names = await inspect(path);
    if (names === "file") files.push(path);
    else if (typeof names !== "string") files.push(...(await expandFolder(path, cwd, names)));
  }
  return files;
}

/** The names in a folder, or what there is instead. */
async function inspect(path: string): Promise<"file" | "missing" | "closed" | readonly string[]> {
  try {
    return (await stat(path)).isDirectory() ? await readdir(path) : "file";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "EACCES" || code === "EPERM" ? "closed" : "missing";
  }
}

function createMissingError(path: string, cwd: string, found: string): AnalyzerError {
  return new AnalyzerError(
    "coverage-missing",
    `Could not read coverage from "${relative(cwd, path) || "."}": ${found}, expected a coverage report. ` +
      `Run vitest with --coverage and coverage.reporter ["json"], then pass coverage/coverage-final.json.`,
  );
}
