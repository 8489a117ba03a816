import { readdir, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { AnalyzerError } from "../errors.ts";

/** Of a folder that holds several reports of one run, the one that tells most. */
const main = ["coverage-final.json", "lcov.info"];

/**
 * The report files that the given paths stand for: a folder stands for its coverage-final.json, else its lcov.info or,
 * as with nyc's .nyc_output and NODE_V8_COVERAGE, for every JSON file directly in it.
 *
 * @throws AnalyzerError "coverage-missing"
 */
export async function listCoverageFiles(
  paths: readonly string[],
  cwd: string,
): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const path of paths) {
    for (const file of await expand(resolve(cwd, path), cwd)) files.add(file);
  }
  if (files.size > 0) return [...files];
  throw new AnalyzerError(
    "coverage-missing",
    "Could not read coverage: found no file to read, expected a coverage report. " +
      "Pass it with --coverage coverage/coverage-final.json.",
  );
}

async function expand(path: string, cwd: string): Promise<readonly string[]> {
  const found = await inspect(path);
  if (found === "file") return [path];
  if (found === "missing") throw createMissingError(path, cwd, "found no such file");
  if (found === "closed") throw createMissingError(path, cwd, "found no permission to read it");
  const best = main.find((name) => found.includes(name));
  if (best !== undefined) return [join(path, best)];
  const reports = found.filter((name) => name.endsWith(".json")).toSorted();
  if (reports.length === 0)
    throw createMissingError(path, cwd, "found a folder without JSON files");
  return reports.map((name) => join(path, name));
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
