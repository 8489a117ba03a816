import { dirname, relative } from "node:path";
import { AnalyzerError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { listCoverageFiles } from "./list-coverage-files.ts";
import { mergeEntries, type NewNumbers } from "./merge-entries.ts";
import { parseRawFile, ShapeError } from "./raw-file.ts";
import { describeReport, readReport } from "./read-report.ts";
import { relocate, toAbsolute } from "./relocate.ts";
import { STAMP } from "./text-hash.ts";
import { c8 } from "./readers/c8.ts";

type Entry = Readonly<Record<string, unknown>>;

/** A merged report, and what it was made of. */
export interface MergedReports {
  /** Istanbul's JSON, by path: the same whatever the order and the number of the shards. */
  readonly report: Readonly<Record<string, Entry>>;
  /** The files that were read. */
  readonly shards: readonly string[];
  /** What became of each entry of a shard. */
  readonly parts: readonly MergedPart[];
}

export interface MergedPart {
  readonly shard: string;
  /** What the shard calls the file. */
  readonly key: string;
  readonly entry: Entry;
  /** What the merged report calls it. */
  readonly path: string;
  readonly numbers: NewNumbers;
}

/**
 * Adds up the reports of the shards of one run: files, or folders of them.
 *
 * @throws AnalyzerError "coverage-missing", "coverage-malformed", "usage" for what cannot be added up, or
 * "untrusted-stale" for shards of different source
 */
export async function mergeReports(paths: readonly string[], cwd: string): Promise<MergedReports> {
  const shards = await listCoverageFiles(paths, cwd);
  const found = (await Promise.all(shards.map((shard) => listEntries(shard, cwd)))).flat();
  const bySource = new Map<string, ShardEntry[]>();
  for (const entry of found) {
    const entries = bySource.get(entry.path);
    if (entries === undefined) bySource.set(entry.path, [entry]);
    else entries.push(entry);
  }
  const report: Record<string, Entry> = {};
  const parts: MergedPart[] = [];
  for (const [path, entries] of [...bySource].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    assertOneText(path, entries, cwd);
    const { entry, numbersOf } = mergeEntries(entries.map((part) => part.entry));
    report[path] = { path, ...entry };
    for (const part of entries) {
      const numbers = numbersOf.get(part.entry);
      if (numbers !== undefined) parts.push({ ...part, numbers });
    }
  }
  return { report, shards, parts };
}

/** Shards of two commits have no sum. */
function assertOneText(path: string, entries: readonly ShardEntry[], cwd: string): void {
  const stamps = new Set(
    entries.flatMap(({ entry }) => (STAMP in entry ? [JSON.stringify(entry[STAMP])] : [])),
  );
  if (stamps.size < 2) return;
  const [first, ...others] = [...new Set(entries.map(({ shard }) => relative(cwd, shard)))];
  throw new AnalyzerError(
    "untrusted-stale",
    `Could not merge the coverage of "${relative(cwd, path)}": found different texts of it in "${first ?? ""}" and ${others.length === 1 ? `"${others[0]}"` : `${others.length} more`}, expected shards of one commit. ` +
      "Run all of them again with the same source.",
  );
}

type ShardEntry = Omit<MergedPart, "numbers">;

async function listEntries(shard: string, cwd: string): Promise<readonly ShardEntry[]> {
  const entries = Object.entries(await readReport(shard, cwd)).map(([key, value]) => {
    const entry = check(key, value, { shard, cwd });
    const path = toAbsolute(
      typeof entry["path"] === "string" ? entry["path"] : key,
      dirname(shard),
    );
    return { shard, key, entry, path };
  });
  const find = relocate(
    entries.map(({ path }) => path),
    cwd,
  );
  return entries.map((entry) => ({ ...entry, path: find(entry.path) }));
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
