import type { Report } from "../report/document.ts";
import type { BaselineEntry } from "./entry.ts";
import { type MatchOptions, matchBaseline } from "./match-baseline.ts";
import type { Baseline } from "./read-baseline.ts";
import { listNewEntries, type NewEntry, updateEntries } from "./update-baseline.ts";

/** How a baseline stands to a report: what `footlights baseline --json` prints. */
export interface BaselineComparison {
  readonly schemaVersion: 1;
  readonly file: string;
  /** Lines of the file, as it was read. */
  readonly entries: number;
  /** Entries whose outcome is missed, as they say. */
  readonly known: number;
  /** Entries of files that were not looked at. */
  readonly outside: number;
  /** Missed outcomes that no entry accepts, as `--update` adds them. */
  readonly missing: readonly BaselineEntry[];
  readonly covered: readonly BaselineEntry[];
  readonly gone: readonly BaselineEntry[];
  readonly expired: readonly BaselineEntry[];
}

export interface CompareOptions extends MatchOptions {
  readonly fresh: NewEntry;
  /** Whether to add what is missing and renew what is expired. */
  readonly update: boolean;
  /** Whether to remove what is covered or gone. */
  readonly prune: boolean;
}

export interface ComparedBaseline {
  readonly comparison: BaselineComparison;
  /** The entries as they are to be. */
  readonly entries: readonly BaselineEntry[];
}

/** Compares a baseline with a report, and makes of it what is asked for. */
export function compareBaseline(
  report: Report,
  { file, entries }: Baseline,
  options: CompareOptions,
): ComparedBaseline {
  const matched = matchBaseline(report, entries, options);
  const { covered, gone, outside, known } = matched;
  const updated = options.update
    ? updateEntries(entries, report, matched, options.fresh)
    : [...entries];
  const removed = new Set(options.prune ? [...covered, ...gone].map(keyOf) : []);
  return {
    comparison: {
      schemaVersion: 1,
      file,
      entries: entries.length,
      known: known.size,
      outside: outside.length,
      missing: listNewEntries(report, matched, options.fresh),
      covered,
      gone,
      expired: [...matched.expired.keys()],
    },
    entries: updated.filter((entry) => !removed.has(keyOf(entry))),
  };
}

function keyOf({ id, path, added }: BaselineEntry): string {
  return `${id}\n${path}\n${added}`;
}
