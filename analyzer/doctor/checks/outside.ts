import { isAbsolute, relative, sep } from "node:path";
import { readCoverage } from "../../coverage/read-coverage.ts";
import { AnalyzerError } from "../../errors.ts";
import { findSources } from "../../sources/find-sources.ts";
import { type Check, type Finding, ok, type Surroundings, warning } from "../check.ts";

/** Named one by one up to here. */
const MOST_NAMED = 3;

/** Source that no counter covers, and counters of files elsewhere: what no number of a report contains. */
export const outside: Check = {
  name: "outside",
  look: async (surroundings) => {
    try {
      return await listOutside(surroundings);
    } catch (error) {
      if (error instanceof AnalyzerError) return []; // told by the checks before
      throw error;
    }
  },
};

async function listOutside({ cwd, paths, coverage }: Surroundings): Promise<readonly Finding[]> {
  const data = await readCoverage(coverage, { cwd });
  const measured = data.files.map(({ path }) => relative(cwd, path).replaceAll(sep, "/"));
  const sources = await findSources({ cwd, ...(paths.length > 0 && { patterns: paths }) });
  const known = new Set(measured);
  const unmeasured = sources.filter((path) => !known.has(path) && !/(^|\/)vite(st)?\./.test(path));
  const foreign = measured.filter((path) => path.startsWith("../") || isAbsolute(path));
  return [
    unmeasured.length === 0
      ? ok("unmeasured source", "none")
      : warning(
          "unmeasured source",
          `${sayFiles(unmeasured)} not in the coverage`,
          'Add it to coverage.include, or name what counts in "footlights.paths".',
        ),
    ...(foreign.length === 0
      ? []
      : [
          warning(
            "files elsewhere",
            `the coverage counts ${sayFiles(foreign)} outside of this folder`,
            "Run the command where the tests ran, or leave them out of the coverage.",
          ),
        ]),
  ];
}

function sayFiles(paths: readonly string[]): string {
  const more = paths.length - MOST_NAMED;
  const shown = paths.slice(0, MOST_NAMED).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}
