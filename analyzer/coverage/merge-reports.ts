import { dirname, isAbsolute, relative, resolve, win32 } from "node:path";
import { AnalyzerError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { listCoverageFiles } from "./list-coverage-files.ts";
import { mergeEntries } from "./merge-entries.ts";
import { parseRawFile, ShapeError } from "./raw-file.ts";
import { describeReport, readReport } from "./read-report.ts";
import { c8 } from "./readers/c8.ts";

type Entry = Readonly<Record<string, unknown>>;

/** A merged report, and what it was made of. */
export interface MergedReports {
  /** Istanbul's JSON, by path: the same whatever the order and the number of the shards. */
  readonly report: Readonly<Record<string, Entry>>;
  /** The files that were read. */
  readonly shards: readonly string[];
}

/**
 * Adds up the reports of the shards of one run: files, or folders of them.
 *
 * @throws AnalyzerError "coverage-missing", "coverage-malformed", or "usage" for what cannot be added up
 */
export async function mergeReports(paths: readonly string[], cwd: string): Promise<MergedReports> {
  const shards = await listCoverageFiles(paths, cwd);
  const bySource = new Map<string, Entry[]>();
  for (const shard of shards) {
    for (const [key, value] of Object.entries(await readReport(shard, cwd))) {
      const entry = check(key, value, { shard, cwd });
      const path = toAbsolute(typeof entry["path"] === "string" ? entry["path"] : key, shard);
      const entries = bySource.get(path);
      if (entries === undefined) bySource.set(path, [entry]);
      else entries.push(entry);
    }
  }
  const sorted = [...bySource].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const report = Object.fromEntries(
    sorted.map(([path, entries]) => [path, { path, ...mergeEntries(entries) }]),
  );
  return { report, shards };
}

function check(
  key: string,
  value: unknown,
  { shard, cwd }: { readonly shard: string; readonly cwd: string },
): Entry {
  try {
    const raw = parseRawFile(key, value);
    if (!c8.recognises(raw) && isRecord(value)) return value;
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    const found = `${error.message} (entry "${key}")`;
    throw new AnalyzerError("coverage-malformed", describeReport(shard, cwd, found), {
      cause: error,
    });
  }
  throw new AnalyzerError(
    "usage",
    `Could not merge "${relative(cwd, shard)}": found blocks that V8 cut by what ran (c8), expected counters of Istanbul or Vitest. ` +
      "Pass each file with --coverage to report and gate instead: they add them up.",
  );
}

function toAbsolute(path: string, shard: string): string {
  return isAbsolute(path) || win32.isAbsolute(path) ? path : resolve(dirname(shard), path);
}
