import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { takeInventory } from "../../../analyzer/cache/take-inventory.ts";
import { choosePaths } from "../../../analyzer/choose-paths.ts";
import { readCoverage } from "../../../analyzer/coverage/read-coverage.ts";
import { joinCoverage } from "../../../analyzer/join/join-coverage.ts";

interface Counters {
  readonly s: object;
  readonly f: object;
  readonly b: object;
}

/** One test of a run whose setup file is `fixtures/projects/hits-of-each-test.ts`. */
export interface MeasuredTest {
  readonly title: string;
  readonly status: string;
  /** By source file: its counters, as far as this test moved them. */
  readonly hits: Readonly<Record<string, Counters>>;
}

interface JsonReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly meta: { readonly hits?: Readonly<Record<string, Counters>> };
    }[];
  }[];
}

/** The tests of a report that Vitest's reporter `json` wrote. */
export function readMeasuredTests(path: string): readonly MeasuredTest[] {
  const report: JsonReport = JSON.parse(readFileSync(path, "utf8"));
  return report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ title, status, meta }) => ({ title, status, hits: meta.hits ?? {} })),
  );
}

/** In a `return`, or at the end of a function, an error would give the same counts: so few paths of a project stay unknown. */
const MOST_UNPROVEN = 2;

/** The tests that, each measured alone, do not cover the outcome that is their title, with its status then. */
export async function listUncovered(
  tests: readonly MeasuredTest[],
  { folder: cwd, reports }: { readonly folder: string; readonly reports: string },
): Promise<readonly string[]> {
  const whole = join(reports, "coverage-final.json");
  const paths = await choosePaths(["src"], await readCoverage([whole], { cwd }), cwd);
  const inventory = await takeInventory(paths, { cwd, profile: "full", cache: false });
  const uncovered: string[] = [];
  let unproven = 0;
  for (const measured of tests) {
    const hits = await readCoverage([writeCoverageOf(measured, reports)], { cwd });
    const { files } = await joinCoverage(inventory, hits, { cwd });
    const found = files
      .flatMap(({ findings }) => findings)
      .find(({ decision, outcome }) => `${decision.alias}:${outcome.label}` === measured.title);
    const { status, ...rest } = found?.status ?? { status: "not found" };
    const isUnproven = "reason" in rest && rest.reason === "may-have-thrown";
    if (isUnproven && unproven < MOST_UNPROVEN) unproven += 1;
    else if (status !== "covered") uncovered.push(`${measured.title}: ${status}`);
  }
  return uncovered;
}

/**
 * Writes the coverage of one test alone: the run's own `coverage-final.json` with this test's counters.
 * The counters carry the numbers of the transpiled code, which Vitest keeps while no branch is merged or lost.
 */
function writeCoverageOf({ title, hits }: MeasuredTest, reports: string): string {
  const whole: Record<string, Counters> = JSON.parse(
    readFileSync(join(reports, "coverage-final.json"), "utf8"),
  );
  const own = Object.entries(whole).map(([path, file]) => {
    const counters = hits[path] ?? reset(file);
    if (countKeys(counters) !== countKeys(file)) {
      throw new Error(
        `Could not measure "${title}": found other counters in ${path} than the run's.`,
      );
    }
    return [path, { ...file, ...counters }];
  });
  const path = join(reports, "one-test.json");
  writeFileSync(path, JSON.stringify(Object.fromEntries(own)));
  return path;
}

function countKeys({ s, f, b }: Counters): string {
  return [s, f, b].map((counters) => Object.keys(counters).length).join();
}

function reset({ s, f, b }: Counters): Counters {
  return { s: zero(s), f: zero(f), b: zero(b) };
}

function zero(counters: object): object {
  return Object.fromEntries(
    Object.entries(counters).map(([id, hits]: [string, unknown]) => [
      id,
      Array.isArray(hits) ? hits.map(() => 0) : 0,
    ]),
  );
}
