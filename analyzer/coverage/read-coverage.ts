import { dirname } from "node:path";
import { AnalyzerError } from "../errors.ts";
import type { CoverageData, FileHits, Provider } from "../findings.ts";
import { isRecord } from "../is-record.ts";
import { listCoverageFiles } from "./list-coverage-files.ts";
import { mergeHits } from "./merge-hits.ts";
import { parseRawFile, ShapeError } from "./raw-file.ts";
import { assertAddable } from "./assert-addable.ts";
import { describeReport, type OpenedReport, openReport } from "./read-report.ts";
import { STAMP } from "./text-hash.ts";
import { relocate, toAbsolute } from "./relocate.ts";
import { readers } from "./readers/index.ts";
import { readLcov } from "./readers/lcov.ts";
import { readRawV8 } from "./readers/raw-v8.ts";

export interface ReadCoverageOptions {
  /** Relative paths count from here, and errors name paths relative to it. */
  readonly cwd: string;
  /** Who counted, where the caller knows; otherwise recognised file by file. */
  readonly provider?: Provider;
  /** Called with the path of each report. */
  readonly onRead?: ((path: string) => void) | undefined;
}

/**
 * Reads Istanbul JSON, as Vitest (both providers), nyc and c8 write it, V8's raw coverage and LCOV, from files or
 * folders, and adds up what several say of one source file.
 *
 * @throws AnalyzerError "coverage-missing" or "coverage-malformed", or "usage" for what cannot be added up
 */
export async function readCoverage(
  paths: readonly string[],
  options: ReadCoverageOptions,
): Promise<CoverageData> {
  const bySource = new Map<string, [FileHits, ...FileHits[]]>();
  for (const path of await listCoverageFiles(paths, options.cwd)) {
    options.onRead?.(path);
    for (const hits of await readFileHits(path, options)) {
      const reports = bySource.get(hits.path);
      if (reports === undefined) bySource.set(hits.path, [hits]);
      else reports.push(hits);
    }
  }
  const files = [...bySource.values()].map((reports) => {
    assertAddable(reports, options.cwd);
    return mergeHits(reports);
  });
  return { provider: options.provider ?? findCommonProvider(files), files };
}

/** What one report says of each file; paths are absolute. Throws AnalyzerError "coverage-malformed". */
export async function readFileHits(
  path: string,
  options: ReadCoverageOptions,
): Promise<readonly FileHits[]> {
  const { cwd } = options;
  const found = listParts(await openReport(path, cwd), cwd).flatMap(({ where, read }) => {
    try {
      return read().map((hits) => placeHits(hits, path, options));
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      const message = describeReport(path, cwd, `${error.message}${where}`);
      throw new AnalyzerError("coverage-malformed", message, { cause: error });
    }
  });
  const find = relocate(
    found.map((hits) => hits.path),
    cwd,
  );
  return found.map((hits) => ({ ...hits, path: find(hits.path) }));
}

/** The same, with an absolute path and the provider that the caller knows. */
export function placeHits(
  hits: FileHits,
  report: string,
  { provider }: ReadCoverageOptions,
): FileHits {
  return {
    ...hits,
    path: toAbsolute(hits.path, dirname(report)),
    provider: provider ?? hits.provider,
  };
}

interface Part {
  /** What is added to an error. */
  readonly where: string;
  readonly read: () => readonly FileHits[];
}

function listParts(report: OpenedReport, cwd: string): readonly Part[] {
  switch (report.format) {
    case "istanbul":
      return Object.entries(report.entries).map(([key, value]) => ({
        where: ` (entry "${key}")`,
        read: () => readEntry(key, value),
      }));
    case "raw-v8":
      return [{ where: "", read: () => readRawV8(report.json) }];
    case "lcov":
      return [{ where: "", read: () => readLcov(report.text, cwd) }];
  }
}

/** What the entry of one file says; throws ShapeError where it is not as Istanbul writes it. */
export function readEntry(key: string, value: unknown): readonly FileHits[] {
  const file = parseRawFile(key, value);
  const found = readers.find(({ recognises }) => recognises(file))?.read(file) ?? [];
  const texts = textsOf(file.entry);
  return texts.length === 0 ? found : found.map((hits) => ({ ...hits, texts }));
}

/** Counters of compiled code are of several texts, and nobody has noted which. */
function textsOf(entry: Readonly<Record<string, unknown>>): readonly string[] {
  const stamp = entry[STAMP];
  const sha256 = isRecord(stamp) ? stamp["sha256"] : undefined;
  return typeof sha256 === "string" && entry["inputSourceMap"] === undefined ? [sha256] : [];
}

/** The one that all name, else "unknown". */
export function findCommonProvider(files: readonly Pick<FileHits, "provider">[]): Provider {
  const first = files[0]?.provider ?? "unknown";
  return files.every(({ provider }) => provider === first) ? first : "unknown";
}
