import { comparePaths } from "../report/order.ts";
import type { BaselineEntry } from "./entry.ts";

/**
 * The text of a baseline: one JSON object per line, by id. Ids are spread evenly, so that two branches which add entries
 * rarely touch the same place; nothing in a line depends on another.
 */
export function printBaseline(entries: readonly BaselineEntry[]): string {
  return entries
    .toSorted((a, b) => comparePaths(a.id, b.id) || comparePaths(a.path, b.path))
    .map((entry) => `${printEntry(entry)}\n`)
    .join("");
}

function printEntry({ id, added, owner, until, path, alias }: BaselineEntry): string {
  return JSON.stringify({
    id,
    added,
    ...(owner !== undefined && { owner }),
    ...(until !== undefined && { until }),
    path,
    alias,
  });
}
