import { isRecord } from "../is-record.ts";

type Entry = Readonly<Record<string, unknown>>;

/** One kind of counter: where its places are, where its counts, and what tells one place from another. */
interface Counters {
  readonly map: string;
  readonly counts: string;
  readonly key: (place: Entry) => string;
}

const kinds: readonly Counters[] = [
  { map: "statementMap", counts: "s", key: ({ start }) => print(start) },
  { map: "fnMap", counts: "f", key: ({ decl, loc }) => print([startOf(decl), startOf(loc)]) },
  {
    map: "branchMap",
    counts: "b",
    key: ({ type, loc, locations }) =>
      print([type, startOf(loc), Array.isArray(locations) ? locations.length : 0]),
  },
];

/** What else of an entry tells how to read it. */
const kept = ["inputSourceMap", "meta"];

/**
 * Adds up what several reports say of one file. Numbers of counters are made anew, in the order of the places, and of
 * places that differ the order is found by themselves: not by which report came first.
 */
export function mergeEntries(entries: readonly Entry[]): Entry {
  const ordered = entries
    .map((entry) => ({ entry, shape: shapeOf(entry) }))
    .toSorted((a, b) => b.shape.length - a.shape.length || compare(a.shape, b.shape))
    .map(({ entry }) => entry);
  return {
    ...Object.assign({}, ...kinds.map((kind) => mergeCounters(ordered, kind))),
    ...Object.fromEntries(kept.flatMap((key) => keep(ordered, key))),
  };
}

function shapeOf(entry: Entry): string {
  return print(kinds.map(({ map }) => entry[map]));
}

function mergeCounters(entries: readonly Entry[], { map, counts, key }: Counters): Entry {
  const merged = new Map<string, { readonly place: unknown; readonly count: unknown }>();
  for (const entry of entries) {
    const seen = new Map<string, number>();
    const numbers = toRecord(entry[counts]);
    for (const [id, place] of Object.entries(toRecord(entry[map]))) {
      const name = key(toRecord(place));
      const ordinal = seen.get(name) ?? 0;
      seen.set(name, ordinal + 1);
      const known = merged.get(`${name}#${ordinal}`);
      merged.set(`${name}#${ordinal}`, {
        place: known?.place ?? place,
        count: known === undefined ? numbers[id] : add(known.count, numbers[id]),
      });
    }
  }
  const all = [...merged.values()];
  return {
    [map]: Object.fromEntries(all.map(({ place }, id) => [id, place])),
    [counts]: Object.fromEntries(all.map(({ count }, id) => [id, count])),
  };
}

/** Counts of statements and functions are numbers, those of branches lists of numbers. */
function add(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) {
    const [longer, shorter]: [unknown[], unknown[]] = a.length >= b.length ? [a, b] : [b, a];
    return longer.map((count, arm) => Number(count) + Number(shorter[arm] ?? 0));
  }
  return Number(a) + Number(b);
}

/** The source map that most counters belong to; the mark of V8's converter without its book-keeping. */
function keep(entries: readonly Entry[], key: string): [string, unknown][] {
  const found = entries.map((entry) => entry[key]).find((value) => value !== undefined);
  if (found === undefined) return [];
  return [[key, key === "meta" ? { seen: {} } : found]];
}

function startOf(span: unknown): unknown {
  return isRecord(span) ? span["start"] : undefined;
}

function toRecord(value: unknown): Entry {
  return isRecord(value) ? value : {};
}

function print(value: unknown): string {
  return JSON.stringify(value) ?? "";
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
