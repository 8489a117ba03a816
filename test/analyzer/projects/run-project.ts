import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Report } from "../../../analyzer/index.ts";
import { type ProcessResult, runNode } from "./run-process.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const footlights = join(root, "analyzer/cli/main.ts");

/** A fixture project whose suite was run in workerd, ready for the command's verbs. */
export interface ProjectRun extends Disposable {
  /** What the run of the suite said. */
  readonly suite: ProcessResult;
  readonly folder: string;
  /** Where `coverage-final.json` is. */
  readonly reports: string;
  /** Runs a verb of the command in the project's folder, on the run's coverage. */
  footlights(verb: string, ...flags: readonly string[]): Promise<ProcessResult>;
}

/** Runs the suite of `fixtures/projects/<name>` with coverage; `flags` are more of Vitest's. */
export async function runProject(
  name: string,
  flags: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<ProjectRun> {
  const folder = join(root, "fixtures/projects", name);
  const reports = mkdtempSync(join(tmpdir(), `footlights-${name}-`));
  const outputs = [
    `--coverage.reportsDirectory=${reports}`,
    `--outputFile.json=${reports}/tests.json`,
  ];
  const suite = await runNode(vitest, ["run", "--coverage", ...outputs, ...flags], {
    folder,
    environment,
  });
  return {
    suite,
    folder,
    reports,
    footlights: (verb, ...flags) =>
      runNode(
        footlights,
        [verb, "src", "--coverage", join(reports, "coverage-final.json"), ...flags],
        { folder },
      ),
    [Symbol.dispose]: () => rmSync(reports, { recursive: true, force: true }),
  };
}

/** The report of a run, as data. */
export async function readReport(run: ProjectRun): Promise<Report> {
  const { status, stdout, stderr } = await run.footlights("report", "--json");
  if (status !== 0)
    throw new Error(`Could not read the report: found status ${status}.\n${stderr}`);
  return JSON.parse(stdout);
}
