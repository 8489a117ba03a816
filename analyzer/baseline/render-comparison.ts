import { sayCount } from "../render/text/percent.ts";
import { toPlain } from "../render/text/plain.ts";
import type { BaselineComparison } from "./compare-baseline.ts";
import type { BaselineEntry } from "./entry.ts";

/** Entries named in a list; what is left out is counted. */
const MOST_NAMED = 50;

export interface WrittenChanges {
  readonly update: boolean;
  readonly prune: boolean;
}

/** The comparison for people: counts, then every entry that asks for something. */
export function renderComparison(
  comparison: BaselineComparison,
  { update, prune }: WrittenChanges,
): string {
  const { file, entries, known, outside, missing, covered, gone, expired } = comparison;
  const lines = [
    `${toPlain(file)}: ${sayCount(entries, "entry", "entries")}, ${known} missed as they say${outside > 0 ? `, ${outside} of files not looked at` : ""}`,
    ...list(missing, update ? "added" : "missed and not in it, --update adds them"),
    ...list(
      expired,
      update
        ? "past their day, renewed where still missed"
        : "past their day, --update renews them",
    ),
    ...list(covered, prune ? "covered by now, removed" : "covered by now, --prune removes them"),
    ...list(
      gone,
      prune ? "gone from the source, removed" : "gone from the source, --prune removes them",
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function list(entries: readonly BaselineEntry[], words: string): readonly string[] {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, MOST_NAMED).map((entry) => toPlain(`  ${sayEntry(entry)}`));
  const more = entries.length - shown.length;
  return [
    `${entries.length} ${words}:`,
    ...shown,
    ...(more > 0 ? [`  and ${more} more; --json has all`] : []),
  ];
}

function sayEntry({ id, path, alias, owner, until }: BaselineEntry): string {
  const whose = [owner, until === undefined ? undefined : `until ${until}`].filter(Boolean);
  return `${id}  ${path}  ${alias}${whose.length > 0 ? `  (${whose.join(", ")})` : ""}`;
}
