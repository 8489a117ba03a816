import { describeActors, type FoundActor } from "./actors/describe-actors.ts";
import { findRoutes } from "./routes/find-routes.ts";
import type { ModuleTable } from "./modules/module-table.ts";
import { takeInventory } from "./cache/take-inventory.ts";
import { choosePaths, listMeasured } from "./choose-paths.ts";
import { readCoverage } from "./coverage/read-coverage.ts";
import { createExplainer } from "./explain/create-explainer.ts";
import { assertTrusted } from "./join/assert-trusted.ts";
import { joinCoverage } from "./join/join-coverage.ts";
import type { JoinedFile, Provider } from "./findings.ts";
import type { Profile } from "./model.ts";
import type { Report } from "./report/document.ts";
import { buildReport } from "./report/build-report.ts";
import { openProjectFiles } from "./open-project-files.ts";
import { markUnreachable } from "./unreachable/mark-unreachable.ts";

export interface AnalyzeOptions {
  /** The folder that paths are relative to, in the options and in the report. */
  readonly cwd: string;
  /** Files, folders or globs to report. Default: the files below `cwd` that the coverage names. */
  readonly paths?: readonly string[] | undefined;
  /** Coverage reports, or folders of them. Default: coverage/coverage-final.json. */
  readonly coverage?: readonly string[] | undefined;
  /** Who counted, where the caller knows. */
  readonly provider?: Provider | undefined;
  /** Default: full. */
  readonly profile?: Profile | undefined;
  /** Whether to keep what is known of unchanged files from run to run. Default: true. */
  readonly cache?: boolean | undefined;
  /** Whether to tell, of each outcome, the counters it was read from, and of each decision what leads there. Default: false. */
  readonly explain?: boolean | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
  /** Called with each file that the report depends on, there or not; relative paths count from `cwd`. */
  readonly onRead?: ((path: string) => void) | undefined;
}

/** A report and what it was made from. */
export interface Analysis {
  readonly report: Report;
  readonly joined: readonly JoinedFile[];
  readonly actors: readonly FoundActor[];
  readonly modules: ModuleTable;
  /** Every source file that was looked at, listed or only run; relative to the working directory. */
  readonly ran: readonly string[];
}

/**
 * Joins coverage with the source and says of every outcome whether a test took it. Nothing is printed.
 *
 * @throws AnalyzerError with the code "untrusted-..." where the coverage is not of this source, and with others where
 * something cannot be read
 */
export async function analyze(options: AnalyzeOptions): Promise<Report> {
  return (await analyzeProject(options)).report;
}

/** The same, with everything that further questions are answered from. Throws as `analyze` does. */
export async function analyzeProject(options: AnalyzeOptions): Promise<Analysis> {
  const { cwd, profile = "full", provider, cache = true, onProgress, onRead } = options;
  const data = await readCoverage(options.coverage ?? ["coverage/coverage-final.json"], {
    cwd,
    onRead,
    ...(provider !== undefined && { provider }),
  });
  const paths = await choosePaths(options.paths ?? [], data, cwd);
  for (const path of paths) onRead?.(path);
  const inventory = await takeInventory(paths, { cwd, profile, cache, onProgress });
  const joined = await joinCoverage(inventory, data, { cwd, counters: options.explain });
  assertTrusted(joined);
  // Actors are looked for in all that ran: the path to a helper leads through files that were not asked about.
  const ran = new Set([...paths, ...listMeasured(data, cwd)]);
  const project = describeActors(openProjectFiles([...ran], cwd, onRead));
  const { actors, modules } = project;
  const routes = findRoutes(project, inventory.files);
  const files = markUnreachable(joined.files, project, { cwd, onRead });
  const explain = createExplainer({ joined: files, actors, routes, modules });
  const report = buildReport({
    profile,
    provider: data.provider,
    joined: files,
    actors,
    routesOf: routes.of,
    explain,
    skipped: inventory.skipped,
  });
  return { report, joined: files, actors, modules, ran: [...ran] };
}
