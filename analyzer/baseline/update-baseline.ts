import { outcomesOf } from "../gate/outcomes.ts";
import type { Report } from "../report/document.ts";
import type { BaselineEntry } from "./entry.ts";
import type { MatchedBaseline } from "./match-baseline.ts";

/** What new entries say beside where they stand. */
export interface NewEntry {
  readonly added: string;
  readonly owner?: string | undefined;
  readonly until?: string | undefined;
}

/** The missed outcomes that no entry accepts, as entries. */
export function listNewEntries(
  report: Report,
  { known }: Pick<MatchedBaseline, "known">,
  { added, owner, until }: NewEntry,
): readonly BaselineEntry[] {
  return [...outcomesOf(report)]
    .filter(({ outcome }) => outcome.status === "missed" && !known.has(outcome))
    .map(({ file, decision, outcome }) => ({
      id: outcome.id,
      path: file.path,
      alias: decision.alias,
      added,
      ...(owner !== undefined && { owner }),
      ...(until !== undefined && { until }),
    }));
}

/**
 * The entries with those of the report: what is new is added, and an entry past its day is renewed by it. Days and
 * owners of the others stay as they are; where code moved, the entry follows.
 */
export function updateEntries(
  entries: readonly BaselineEntry[],
  report: Report,
  matched: MatchedBaseline,
  fresh: NewEntry,
): readonly BaselineEntry[] {
  const places = listPlaces(report, matched);
  const kept = entries.filter((entry) => matched.expired.get(entry) === undefined);
  return [
    ...kept.map((entry) => ({ ...entry, ...places.get(entry) })),
    ...listNewEntries(report, matched, fresh),
  ];
}

function listPlaces(
  report: Report,
  { known }: MatchedBaseline,
): ReadonlyMap<BaselineEntry, Pick<BaselineEntry, "path" | "alias">> {
  const places = new Map<BaselineEntry, Pick<BaselineEntry, "path" | "alias">>();
  for (const { file, decision, outcome } of outcomesOf(report)) {
    const entry = known.get(outcome);
    if (entry !== undefined) places.set(entry, { path: file.path, alias: decision.alias });
  }
  return places;
}
