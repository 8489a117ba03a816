import { AnalyzerError } from "../errors.ts";
import type { TestModuleHost } from "../attribution/build-overlay.ts";
import type { VitestHost } from "./host.ts";
import { stampSources } from "./stamp-sources.ts";
import { completeOptions, type FootlightsOptions } from "./options.ts";

/**
 * A reporter that speaks after all others, when coverage was written. Vitest calls its methods by name;
 * `onFinishedReportCoverage` is not in its types, yet is called on every reporter that has one (4.1.12, 5.0.5, 5.1.1).
 */
export class CoverageReporter {
  readonly name = "footlights";
  readonly #options: FootlightsOptions;
  #vitest: VitestHost | undefined;
  #coverage: unknown;
  #isPrinted = false;
  #hasPassed = true;
  #modules: readonly TestModuleHost[] = [];

  constructor(options: FootlightsOptions) {
    this.#options = options;
  }

  onInit(vitest: VitestHost): void {
    this.#vitest = vitest;
    // Merged blobs are reported without a call to any reporter (4.1.12, 5.0.5, 5.1.1): the end is the next chance.
    if (vitest.config.mergeReports) vitest.onClose(() => this.#print());
  }

  onCoverage(coverage: unknown): void {
    // Before any report of it is written (4.1.12, 5.0.5, 5.1.1).
    stampSources(coverage);
    this.#coverage = coverage;
    this.#isPrinted = false;
  }

  onTestRunEnd(
    modules: readonly TestModuleHost[],
    errors: readonly unknown[],
    reason: string,
  ): void {
    this.#modules = modules;
    this.#hasPassed = reason === "passed" && errors.length === 0;
  }

  async onFinishedReportCoverage(): Promise<void> {
    // Where a worker did not even start, Vitest reports coverage all the same: of nothing.
    if (this.#hasPassed || this.#vitest?.config.coverage.reportOnFailure === true) {
      await this.#print();
    }
  }

  /** Never rejects: a report that cannot be made must not hide what the tests said. */
  async #print(): Promise<void> {
    const vitest = this.#vitest;
    if (vitest === undefined || this.#isPrinted) return;
    this.#isPrinted = true;
    let { gate } = this.#options;
    try {
      const options = await completeOptions(this.#options, vitest.config.root);
      ({ gate } = options);
      // Loaded when there is something to print: configurations are loaded for every run, also without coverage.
      const { printReport } = await import("./print-report.ts");
      const code = await printReport({
        vitest,
        coverage: this.#coverage,
        options,
        modules: this.#modules,
      });
      if (code !== 0) process.exitCode = code;
    } catch (error) {
      const isKnown = error instanceof AnalyzerError;
      vitest.logger.error(isKnown ? error.message : describe(error));
      if (gate !== undefined) process.exitCode = 1;
    }
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
