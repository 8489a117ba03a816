import { isRecord } from "../is-record.ts";
import type { CountedSource, PartialCounters } from "./overlay.ts";

type Entry = Readonly<Record<string, unknown>>;

/** Says whether the entry of a report has as many counters as were counted: then the numbers are the same. */
export function fits(entry: Entry, sizes: CountedSource["sizes"]): boolean {
  return ["s", "f", "b"].every((kind, index) => sizeOf(entry[kind]) === sizes[index]);
}

function sizeOf(value: unknown): number {
  return isRecord(value) ? Object.keys(value).length : -1;
}

/** The entry of a report with other counts in it. */
export function fillCounters(entry: Entry, parts: readonly PartialCounters[]): Entry {
  const counts = (kind: "s" | "f"): Record<string, number> =>
    mapKeys(entry[kind], (id) => parts.reduce((sum, part) => sum + (part[kind][id] ?? 0), 0));
  return {
    ...entry,
    s: counts("s"),
    f: counts("f"),
    b: mapKeys(entry["b"], (id, arms) =>
      Array.isArray(arms)
        ? arms.map((_, arm) => parts.reduce((sum, part) => sum + (part.b[id]?.[arm] ?? 0), 0))
        : arms,
    ),
  };
}

function mapKeys<Value>(
  value: unknown,
  change: (id: string, value: unknown) => Value,
): Record<string, Value> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([id, old]) => [id, change(id, old)]));
}
