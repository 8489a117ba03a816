import { outcomesOf, type PlacedOutcome } from "../gate/outcomes.ts";
import type { Report, ReportOutcome } from "../report/document.ts";
import type { BaselineEntry } from "./entry.ts";

/** What became of the entries of a baseline in a report. */
export interface MatchedBaseline {
  /** Missed outcomes, each with the entry that accepts it. */
  readonly known: ReadonlyMap<ReportOutcome, BaselineEntry>;
  /** Entries past their day, with their outcome where it is still missed; undefined where the report does not have it. */
  readonly expired: ReadonlyMap<BaselineEntry, ReportOutcome | undefined>;
  /** Entries whose outcome a test takes now. */
  readonly covered: readonly BaselineEntry[];
  /** Entries whose file was looked at, or is no more, and that name nothing there which is missed or covered. */
  readonly gone: readonly BaselineEntry[];
  /** Entries of files that exist and are not in the report. */
  readonly outside: readonly BaselineEntry[];
}

export interface MatchOptions {
  /** Entries whose last day is before it accept nothing. */
  readonly today: string;
  /** Whether there still is a file that the report does not have. Default: it is. */
  readonly exists?: (path: string) => boolean;
}

/**
 * Finds the outcome of each entry by its id: in the file it names, else wherever code of that id moved. An entry accepts one
 * outcome, so that a copy of untested code is a new gap.
 */
export function matchBaseline(
  report: Report,
  entries: readonly BaselineEntry[],
  { today, exists = () => true }: MatchOptions,
): MatchedBaseline {
  const byId = groupById(report, new Set(entries.map(({ id }) => id)));
  const paths = new Set(report.files.map(({ path }) => path));
  const known = new Map<ReportOutcome, BaselineEntry>();
  const claimed = claimOutcomes(entries, byId);
  const expired = new Map<BaselineEntry, ReportOutcome | undefined>();
  const covered: BaselineEntry[] = [];
  const gone: BaselineEntry[] = [];
  const outside: BaselineEntry[] = [];
  for (const entry of entries) {
    const outcome = claimed.get(entry);
    const isExpired = entry.until !== undefined && entry.until < today;
    if (outcome?.status === "covered") covered.push(entry);
    else if (outcome?.status !== "missed" && (paths.has(entry.path) || !exists(entry.path)))
      gone.push(entry);
    else if (isExpired) expired.set(entry, outcome);
    else if (outcome?.status === "missed") known.set(outcome, entry);
    else outside.push(entry);
  }
  return { known, expired, covered, gone, outside };
}

function groupById(
  report: Report,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, readonly PlacedOutcome[]> {
  const groups = new Map<string, PlacedOutcome[]>();
  for (const placed of outcomesOf(report)) {
    const { id } = placed.outcome;
    if (!ids.has(id)) continue;
    const group = groups.get(id);
    if (group) group.push(placed);
    else groups.set(id, [placed]);
  }
  return groups;
}

/** Each entry's outcome: of those in its file first, then of those elsewhere; missed ones before others. */
function claimOutcomes(
  entries: readonly BaselineEntry[],
  byId: ReadonlyMap<string, readonly PlacedOutcome[]>,
): ReadonlyMap<BaselineEntry, ReportOutcome> {
  const claimed = new Map<BaselineEntry, ReportOutcome>();
  const taken = new Set<ReportOutcome>();
  const claim = (fits: (entry: BaselineEntry, placed: PlacedOutcome) => boolean): void => {
    for (const entry of entries) {
      if (claimed.has(entry)) continue;
      const found = byId
        .get(entry.id)
        ?.find((placed) => !taken.has(placed.outcome) && fits(entry, placed));
      if (found === undefined) continue;
      claimed.set(entry, found.outcome);
      taken.add(found.outcome);
    }
  };
  claim((entry, { file }) => file.path === entry.path);
  claim((_entry, { outcome }) => outcome.status === "missed");
  claim(() => true);
  return claimed;
}
