import { stat } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { takeInventory } from "../../cache/take-inventory.ts";
import { choosePaths } from "../../choose-paths.ts";
import { listCoverageFiles } from "../../coverage/list-coverage-files.ts";
import { readCoverage } from "../../coverage/read-coverage.ts";
import type { CoverageData } from "../../findings.ts";
import { assertTrusted } from "../../join/assert-trusted.ts";
import { type JoinedCoverage, joinCoverage } from "../../join/join-coverage.ts";
import { type Check, type Finding, ok, type Surroundings, warning } from "../check.ts";
import { problemOf } from "../problem.ts";

/** Whether there is coverage, of this source, that can be joined with it; and what this provider cannot see. */
export const coverage: Check = {
  name: "coverage",
  look: async (surroundings) => {
    const { cwd } = surroundings;
    try {
      const files = await listCoverageFiles(surroundings.coverage, cwd);
      const data = await readCoverage(surroundings.coverage, { cwd });
      const found = files.map((path) => relative(cwd, path)).join(", ");
      return [
        ok(
          "coverage file",
          `${found}, ${data.files.length} source ${data.files.length === 1 ? "file" : "files"}`,
        ),
        describeProvider(data),
        ...(await describeJoin(data, files, surroundings)),
      ];
    } catch (error) {
      return [problemOf("coverage file", error)];
    }
  },
};

function describeProvider({ provider, files }: CoverageData): Finding {
  if (provider === "istanbul") return ok("provider", "istanbul counted");
  if (files.some(({ runs }) => runs.some(({ by }) => by === "lines"))) {
    return warning(
      "provider",
      "LCOV names lines only: what shares its line with something else is unknown",
      'Pass the JSON of the same run (coverage.reporter ["json"], nyc or c8 --reporter=json).',
    );
  }
  const found =
    provider === "v8" ? "v8 counted" : `${files.length} files of more than one provider`;
  return warning(
    "provider",
    `${found}: default values and some operands are unknown`,
    'Set coverage.provider to "istanbul" to see them.',
  );
}

async function describeJoin(
  data: CoverageData,
  reports: readonly string[],
  { cwd, paths }: Surroundings,
): Promise<readonly Finding[]> {
  try {
    const chosen = await choosePaths(paths, data, cwd);
    const inventory = await takeInventory(chosen, { cwd, profile: "full", cache: true });
    const joined = await joinCoverage(inventory, data, { cwd });
    assertTrusted(joined);
    // What names the text that ran has been compared with it: its file's time says no more.
    const unnamed = data.files.filter(({ texts }) => texts === undefined);
    const byTime = new Set(unnamed.map(({ path }) => resolve(cwd, path)));
    const dated = chosen.filter((path) => byTime.has(resolve(cwd, path)));
    return [describeRate(joined), ...(await describeAge(dated, reports, cwd))];
  } catch (error) {
    return [problemOf("join", error)];
  }
}

function describeRate({ files }: JoinedCoverage): Finding {
  const measured = files.filter(({ measured }) => measured);
  const sites = measured.reduce((sum, { inventory }) => sum + inventory.sites.length, 0);
  const unjoined = measured.reduce((sum, file) => sum + file.unjoined.length, 0);
  const strange = measured.flatMap(({ unmatched }) =>
    unmatched.filter(({ reason }) => reason === "not-in-source"),
  ).length;
  const found = `${sites - unjoined} of ${sites} branches of the source have counters`;
  if (unjoined === 0 && strange === 0) return ok("join", found);
  return warning(
    "join",
    `${found}, ${strange} counters fit nothing in the source`,
    "Run the tests again with coverage; if it stays, the transpiler rewrites this syntax.",
  );
}

/** A report older than its source may still fit it, branch by branch, and count what is no longer there. */
async function describeAge(
  sources: readonly string[],
  reports: readonly string[],
  cwd: string,
): Promise<readonly Finding[]> {
  const written = Math.min(...(await Promise.all(reports.map((path) => modifiedAt(path)))));
  const times = await Promise.all(sources.map((path) => modifiedAt(resolve(cwd, path))));
  const newer = sources.filter((_, index) => (times[index] ?? 0) > written);
  const [first] = newer;
  if (first === undefined) return [];
  const more = newer.length > 1 ? ` and ${newer.length - 1} more` : "";
  return [
    warning(
      "coverage file",
      `older than ${first}${more}`,
      "Run the tests again with coverage: it may count what is no longer there.",
    ),
  ];
}

async function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
