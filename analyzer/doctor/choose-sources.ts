import { choosePaths } from "../choose-paths.ts";
import { readCoverage } from "../coverage/read-coverage.ts";
import { AnalyzerError } from "../errors.ts";
import { findSources } from "../sources/find-sources.ts";
import type { Surroundings } from "./check.ts";

/** The files that a report is of; without coverage to name them, all source below the folder. */
export async function chooseSources({
  cwd,
  paths,
  coverage,
}: Surroundings): Promise<readonly string[]> {
  if (paths.length > 0) return findSources({ cwd, patterns: paths });
  try {
    return await choosePaths(paths, await readCoverage(coverage, { cwd }), cwd);
  } catch (error) {
    if (error instanceof AnalyzerError) return findSources({ cwd }); // told by the check of the coverage
    throw error;
  }
}
