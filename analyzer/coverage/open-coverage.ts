import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { FileHits, Provider } from "../findings.ts";
import { assertAddable, kindOf } from "./assert-addable.ts";
import { type EntrySource, type IndexedEntry, indexReport, readIndexed } from "./index-report.ts";
import { listCoverageFiles } from "./list-coverage-files.ts";
import { mergeHits } from "./merge-hits.ts";
import { relocate } from "./relocate.ts";
import { findCommonProvider, readFileHits, type ReadCoverageOptions } from "./read-coverage.ts";

/** Coverage whose counters are read file by file. */
export interface OpenedCoverage {
  /** Of all files; "unknown" where they differ. */
  readonly provider: Provider;
  readonly files: readonly CoveredFile[];
  /** What may be kept of it for the next time. */
  readonly reports: readonly IndexedReport[];
}

/** A file that coverage names. */
export interface CoveredFile {
  /** Absolute, as the report names it. */
  readonly path: string;
  readonly provider: Provider;
  /** Tells what is said of it: equal keys mean equal counters. */
  readonly key: string;
  /** Reads its counters, added up over all reports. Throws AnalyzerError "usage" for what cannot be added up. */
  readonly read: () => FileHits;
}

export interface IndexedReport {
  readonly path: string;
  readonly entries: readonly IndexedEntry[];
}

export interface OpenCoverageOptions extends ReadCoverageOptions {
  /** What is known from before; undefined where the file has changed. */
  readonly findReport?: (path: string) => IndexedReport | undefined;
  /** What was found in an entry of these bytes before. */
  readonly findSources?: (sha256: string) => readonly EntrySource[] | undefined;
}

interface Part {
  readonly source: EntrySource;
  readonly key: string;
  readonly read: () => readonly FileHits[];
}

/**
 * Opens coverage as `readCoverage` reads it, with the same errors; but counters are in memory only while they are asked
 * for, where the report is of Istanbul's kind.
 */
export async function openCoverage(
  paths: readonly string[],
  options: OpenCoverageOptions,
): Promise<OpenedCoverage> {
  const bySource = new Map<string, Part[]>();
  const reports: IndexedReport[] = [];
  for (const path of await listCoverageFiles(paths, options.cwd)) {
    options.onRead?.(path);
    const entries = findEntries(path, options);
    if (entries !== undefined) reports.push({ path, entries });
    for (const part of entries ? listParts(path, entries, options) : await readParts(path, options))
      addPart(bySource, part);
  }
  const files = [...bySource].map(([path, parts]) => toFile(path, parts, options.cwd));
  const provider = options.provider ?? findCommonProvider(files);
  return { provider, files, reports };
}

function findEntries(
  path: string,
  options: OpenCoverageOptions,
): readonly IndexedEntry[] | undefined {
  const { findReport, findSources } = options;
  return (
    findReport?.(path)?.entries ?? indexReport(path, options, findSources ?? (() => undefined))
  );
}

function listParts(
  path: string,
  entries: readonly IndexedEntry[],
  options: ReadCoverageOptions,
): readonly Part[] {
  const listed = entries.flatMap((entry) => listPaths(entry).map((source) => ({ entry, source })));
  const find = relocate(
    listed.map(({ source }) => source.path),
    options.cwd,
  );
  return listed.map(({ entry, source }) => ({
    source: { ...source, path: find(source.path) },
    key: entry.sha256,
    read: () =>
      readIndexed(path, entry, options)
        .filter((hits) => hits.path === source.path)
        .map((hits) => ({ ...hits, path: find(hits.path) })),
  }));
}

/** A source map may name a file twice; what is said of it is read once. */
function listPaths({ sources }: IndexedEntry): readonly EntrySource[] {
  return [...new Map(sources.map((source) => [source.path, source])).values()];
}

/** The parts of a report that is read as a whole. */
async function readParts(path: string, options: ReadCoverageOptions): Promise<readonly Part[]> {
  const found = await readFileHits(path, options);
  const key = hash("sha256", readFileSync(path));
  return found.map((hits) => ({
    source: { path: hits.path, provider: hits.provider, kind: kindOf(hits) },
    key,
    read: () => [hits],
  }));
}

function addPart(bySource: Map<string, Part[]>, part: Part): void {
  const { path } = part.source;
  const parts = bySource.get(path);
  if (parts === undefined) bySource.set(path, [part]);
  else parts.push(part);
}

function toFile(path: string, parts: readonly Part[], cwd: string): CoveredFile {
  const read = (): FileHits => {
    const [first, ...rest] = parts.flatMap((part) => part.read());
    if (first === undefined) throw new TypeError(`The report no longer tells of "${path}".`);
    assertAddable([first, ...rest], cwd);
    return mergeHits([first, ...rest]);
  };
  // What cannot be added up is said before anything else, also of a file that nobody asks about.
  if (new Set(parts.map(({ source }) => source.kind)).size > 1) read();
  const key = parts.map((part) => part.key).join(" ");
  return { path, key, read, provider: findCommonProvider(parts.map(({ source }) => source)) };
}
