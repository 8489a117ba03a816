import { fillCoverage } from "./coverage-defaults.ts";
import { keyOfCoverage } from "./cache-key.ts";
import type { ProjectContext, ServerHost, UserConfig } from "./host.ts";
import { checkOptions, completeOptions, type FootlightsOptions } from "./options.ts";
import { withPlugin } from "./projects.ts";
import { CoverageReporter } from "./reporter.ts";
import { isRecord } from "../is-record.ts";

export type { FootlightsOptions } from "./options.ts";

/** A plugin for Vite as Vitest runs it, whatever its version. */
export interface FootlightsPlugin {
  readonly name: "footlights";
  readonly enforce: "pre";
  config(config: UserConfig): Promise<{ test: object }>;
  configureServer(server: ServerHost): void;
  configureVitest(context: ProjectContext): void;
}

/**
 * Reports every untested path at the end of `vitest run --coverage`, and fails the run where a gate is asked for.
 * Belongs into the plugins of the root configuration. Coverage is measured by Istanbul unless `coverage.provider` says
 * otherwise, written as JSON, and counts the source that no test loads; what the configuration sets stays as it is.
 * Without coverage it does nothing.
 *
 * @throws AnalyzerError "config-malformed" for options that do not exist
 */
export function footlights(options: FootlightsOptions = {}): FootlightsPlugin {
  checkOptions(options);
  const reporter = new CoverageReporter(options);
  const plugin: FootlightsPlugin = {
    name: "footlights",
    // Before Vitest's own plugins of that rank: its server hook must find what this one's hooks add.
    enforce: "pre",
    async config(config) {
      const test = isRecord(config.test) ? config.test : {};
      const coverage = isRecord(test["coverage"]) ? test["coverage"] : {};
      const root = config.root ?? process.cwd();
      const { paths = [] } = await completeOptions(options, root);
      addToProjects(test, reporter);
      return { test: { coverage: fillCoverage(coverage, root, paths) } };
    },
    configureServer(server) {
      // From 5.0 on the root's server holds the resolved configuration, and its reporters are not made yet.
      const test = "test" in server.config ? server.config.test : undefined;
      if (isRecord(test) && "resolvedProjects" in test) addReporter(test["reporters"], reporter);
    },
    configureVitest(context) {
      configureProject(context, reporter);
    },
  };
  return plugin;
}

/** Vitest 4.1 asks the plugins of projects only, so that projects written in place are given one. */
function addToProjects(test: Record<string, unknown>, reporter: CoverageReporter): void {
  const { projects } = test;
  if (!Array.isArray(projects)) return;
  test["projects"] = projects.map((project: unknown) =>
    withPlugin(project, {
      name: "footlights:project",
      configureVitest: (context: ProjectContext) => configureProject(context, reporter),
    }),
  );
}

function configureProject(context: ProjectContext, reporter: CoverageReporter): void {
  addReporter(context.vitest.config.reporters, reporter);
  const define = context.defineCacheKeyGenerator ?? context.experimental_defineCacheKeyGenerator;
  define?.(() => keyOfCoverage(context));
}

/** One per run, however many projects bring the plugin, and however many copies of this module they load. */
function addReporter(reporters: unknown, reporter: CoverageReporter): void {
  if (!Array.isArray(reporters)) return;
  const isThere = reporters.some(
    (known: unknown) => isRecord(known) && known["name"] === reporter.name,
  );
  if (!isThere) reporters.push(reporter);
}
