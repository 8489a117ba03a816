import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildOverlay, type TestModuleHost } from "../attribution/build-overlay.ts";
import { OVERLAY } from "../attribution/overlay.ts";
import { analyze } from "../analyze.ts";
import { renderRules } from "../gate/render-verdict.ts";
import { hasColor } from "../has-color.ts";
import type { Provider } from "../findings.ts";
import type { Report } from "../report/document.ts";
import { schemaOf } from "../render/json.ts";
import { renderers } from "../render/index.ts";
import { runGate } from "../run-gate.ts";
import { sizeTests } from "../size-tests.ts";
import { chooseLog } from "./choose-log.ts";
import type { VitestHost } from "./host.ts";
import type { FootlightsOptions } from "./options.ts";

const PROVIDERS: readonly Provider[] = ["istanbul", "v8"];

interface Run {
  readonly vitest: VitestHost;
  /** Istanbul's coverage map as Vitest made it; undefined where only the file on disk is left. */
  readonly coverage: unknown;
  /** With what the configuration adds. */
  readonly options: FootlightsOptions;
  /** The test files of the run. */
  readonly modules: readonly TestModuleHost[];
}

/** Prints the report of one run, and the verdict where a gate is asked for; resolves with the exit code. */
export async function printReport(run: Run): Promise<number> {
  const { config } = run.vitest;
  const log = chooseLog(run.vitest);
  await writeOverlay(run, log);
  if (config.shard !== undefined && config.shard !== null) {
    log(
      'Footlights: one shard is no whole run. Merge all of them with "footlights merge", or Vitest\'s blobs with --merge-reports.',
    );
    return 0;
  }
  const report = await analyzeRun(run);
  const color = hasColor(process.stdout.isTTY, process.env);
  const text = renderers.find(({ format }) => format === "text");
  log(`\n${text?.report({ ...report, ...(await countTests(report, run)) }, { color }) ?? ""}`);
  const { gate } = run.options;
  if (gate === undefined) return 0;
  const { verdict, report: judged } = await runGate(report, gate, { cwd: config.root });
  log(renderRules(verdict, judged, { color }));
  return verdict.passed ? 0 : 1;
}

/** Which test ran what, where the setup file `footlights/attribution` counted it. */
async function writeOverlay({ vitest, modules }: Run, log: (text: string) => void): Promise<void> {
  const { root, coverage } = vitest.config;
  const overlay = buildOverlay(modules, root);
  if (overlay === undefined) return;
  if (coverage.provider === "v8") {
    log(
      'Footlights: which test took what is not known, for provider v8 has one count for all tests together. Set coverage.provider to "istanbul" for it.',
    );
  }
  const path = resolve(root, coverage.reportsDirectory, OVERLAY);
  await writeFile(path, `${JSON.stringify({ $schema: schemaOf("tests"), ...overlay })}\n`);
}

/** How many tests there are, where the configuration says which files are tests. */
async function countTests(
  report: Report,
  { vitest, options }: Run,
): Promise<Pick<Report, "tests">> {
  const { tests: patterns } = options;
  if (patterns === undefined) return {};
  const cwd = vitest.config.root;
  return { tests: await sizeTests(report, { cwd, patterns, onRead: () => undefined }) };
}

/** Which files Vitest writes is the user's choice, so that the map is handed over in one of our own. */
async function analyzeRun({ vitest, coverage, options }: Run): Promise<Report> {
  const cwd = vitest.config.root;
  const { paths, profile } = options;
  const folder = await mkdtemp(join(tmpdir(), "footlights-"));
  try {
    const own = join(folder, "coverage-final.json");
    if (coverage !== undefined) await writeFile(own, JSON.stringify(coverage));
    const provider = PROVIDERS.find((known) => known === vitest.config.coverage.provider);
    const written = resolve(cwd, vitest.config.coverage.reportsDirectory, "coverage-final.json");
    return await analyze({
      cwd,
      paths,
      profile,
      provider,
      coverage: [coverage === undefined ? written : own],
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
