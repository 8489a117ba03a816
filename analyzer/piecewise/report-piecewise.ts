import type { KeptInput } from "../cache/kept-inputs.ts";
import { choosePaths, listMeasured } from "../choose-paths.ts";
import { type CoveredFile, openCoverage, type OpenedCoverage } from "../coverage/open-coverage.ts";
import type { Provider } from "../findings.ts";
import { matchFiles, type Several } from "../join/match-files.ts";
import type { Profile } from "../model.ts";
import type { Report } from "../report/document.ts";
import { assemble } from "./assemble.ts";
import { keep } from "./keep.ts";
import { openKeptReport, openNothingKept } from "./kept-report.ts";
import { areActorsKept, areNamesKept, checkFacts } from "./known-facts.ts";
import { makeBatches } from "./make-batches.ts";
import { makeFiles } from "./make-files.ts";
import { openSourceReader } from "./source-reader.ts";
import { openWorkplace } from "./workplace.ts";

export interface PiecewiseOptions {
  readonly cwd: string;
  /** Files, folders or globs to report; none for what the coverage names. */
  readonly paths: readonly string[];
  readonly coverage: readonly string[];
  readonly provider?: Provider | undefined;
  readonly profile: Profile;
  /** Whether to keep what was found for the next run, and to use what is. */
  readonly cache: boolean;
  /** When it begins: files that were written later may have been read in two states. Default: now. */
  readonly startedAt?: number | undefined;
  /** Called before each file that is looked at anew. */
  readonly onProgress?: ((text: string) => void) | undefined;
  /** Called with each file that the report depends on, there or not. */
  readonly onRead?: ((path: string) => void) | undefined;
}

export interface PiecewiseReport {
  /** Decisions are read from a disk whenever they are asked for, until it is closed. */
  readonly report: Report;
  /** What the files are that it depends on, as far as that is known. */
  readonly inputs: readonly KeptInput[];
  readonly close: () => void;
}

/**
 * Makes the same report as `analyze`, file by file: of each only numbers stay in memory, and only files are looked at
 * again that changed since the last time, or whose words depend on one that did. Throws as `analyze` does.
 */
export async function reportPiecewise(options: PiecewiseOptions): Promise<PiecewiseReport> {
  const { cwd, profile, provider, onRead, startedAt = Date.now() } = options;
  const asked = [profile, provider ?? null, options.coverage, options.paths];
  const kept = options.cache ? openKeptReport(cwd, asked) : openNothingKept();
  try {
    const facts = checkFacts(kept.index, cwd);
    const reports: string[] = [];
    const coverage = await openCoverage(options.coverage, {
      cwd,
      onRead: (path) => reports.push(path),
      ...(provider !== undefined && { provider }),
      findReport: facts.findReport,
      findSources: facts.findSources,
    });
    const listed = await choosePaths(options.paths, coverage, cwd);
    const subject = await describeSubject(listed, coverage, cwd);
    const areNames = areNamesKept(facts, subject.ran);
    const place = openWorkplace({
      ...options,
      facts: areNames ? facts : { ...facts, index: undefined, fileOf: () => undefined },
      subject,
      spool: kept.spool,
      areActors: areNames && areActorsKept(facts, subject.ran, cwd),
      reader: openSourceReader(subject.ran, cwd),
    });
    const waiting = await makeFiles(place);
    const batches = await makeBatches(place, waiting);
    const found = await place.listActors();
    const finished = { place, found, batches, coverage, reports, startedAt };
    const { paths, inputs = [] } = keep(finished, kept.save);
    for (const path of paths) onRead?.(path);
    return { report: assemble(place, found, coverage.provider), inputs, close: kept.close };
  } catch (error) {
    kept.close();
    throw error;
  }
}

/** What is looked at. */
export interface Subject {
  /** The files to report, relative to the working directory. */
  readonly listed: readonly string[];
  /** These and all others that ran: the path to a helper leads through files that were not asked about. */
  readonly ran: readonly string[];
  readonly byPath: ReadonlyMap<string, Several<CoveredFile>>;
  /** Files of the coverage that are not listed, as it names them. */
  readonly notListed: readonly string[];
}

async function describeSubject(
  listed: readonly string[],
  coverage: OpenedCoverage,
  cwd: string,
): Promise<Subject> {
  const { byPath, notListed } = await matchFiles(
    listed.map((path) => ({ path })),
    coverage.files,
    cwd,
  );
  const ran = [...new Set([...listed, ...listMeasured(coverage, cwd)])];
  return { listed, ran, byPath, notListed: notListed.map(({ path }) => path) };
}
