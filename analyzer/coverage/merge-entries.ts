import { isRecord } from "../is-record.ts";
import { STAMP } from "./text-hash.ts";

type Entry = Readonly<Record<string, unknown>>;

/** One kind of counter: where its places are, where its counts, and what tells one place from another. */
interface Counters {
  readonly map: string;
  readonly counts: string;
  readonly key: (place: Entry) => string;
}

const kinds: Readonly<Record<"s" | "f" | "b", Counters>> = {
  s: { map: "statementMap", counts: "s", key: ({ start }) => print(start) },
  f: { map: "fnMap", counts: "f", key: ({ decl, loc }) => print([startOf(decl), startOf(loc)]) },
  b: {
    map: "branchMap",
    counts: "b",
    key: ({ type, loc, locations }) =>
      print([type, startOf(loc), Array.isArray(locations) ? locations.length : 0]),
  },
};

/** The numbers that the counters of one entry have in the merged one, by their own. */
export type NewNumbers = Readonly<Record<"s" | "f" | "b", ReadonlyMap<string, number>>>;

export interface MergedEntry {
  readonly entry: Entry;
  readonly numbersOf: ReadonlyMap<Entry, NewNumbers>;
}

/** What else of an entry tells how to read it. */
const kept = ["inputSourceMap", "meta", STAMP];

/**
 * Adds up what several reports say of one file. Numbers of counters are made anew, in the order of the places, and of
 * places that differ the order is found by themselves: not by which report came first.
 */
export function mergeEntries(entries: readonly Entry[]): MergedEntry {
  const ordered = entries
    .map((entry) => ({ entry, shape: shapeOf(entry) }))
    .toSorted((a, b) => b.shape.length - a.shape.length || compare(a.shape, b.shape))
    .map(({ entry }) => entry);
  const [s, f, b] = [
    mergeCounters(ordered, kinds.s),
    mergeCounters(ordered, kinds.f),
    mergeCounters(ordered, kinds.b),
  ];
  const none: ReadonlyMap<string, number> = new Map();
  return {
    entry: {
      ...s.counters,
      ...f.counters,
      ...b.counters,
      ...Object.fromEntries(kept.flatMap((key) => keep(ordered, key))),
    },
    numbersOf: new Map(
      ordered.map((entry, index) => [
        entry,
        { s: s.numbers[index] ?? none, f: f.numbers[index] ?? none, b: b.numbers[index] ?? none },
      ]),
    ),
  };
}

function shapeOf(entry: Entry): string {
  return print(Object.values(kinds).map(({ map }) => entry[map]));
}

interface MergedCounters {
  readonly counters: Entry;
  /** Of each entry, in the given order. */
  readonly numbers: readonly ReadonlyMap<string, number>[];
}

function mergeCounters(entries: readonly Entry[], { map, counts, key }: Counters): MergedCounters {
  const merged = new Map<string, { readonly id: number; place: unknown; count: unknown }>();
  const numbers = entries.map((entry) => {
    const seen = new Map<string, number>();
    const counted = toRecord(entry[counts]);
    return new Map(
      Object.entries(toRecord(entry[map])).map(([id, place]) => {
        const name = key(toRecord(place));
        const ordinal = seen.get(name) ?? 0;
        seen.set(name, ordinal + 1);
        const known = merged.get(`${name}#${ordinal}`);
        const counter = known ?? { id: merged.size, place, count: counted[id] };
        if (known === undefined) merged.set(`${name}#${ordinal}`, counter);
        else known.count = add(known.count, counted[id]);
        return [id, counter.id];
      }),
    );
  });
  const all = [...merged.values()];
  return {
    counters: {
      [map]: Object.fromEntries(all.map(({ id, place }) => [id, place])),
      [counts]: Object.fromEntries(all.map(({ id, count }) => [id, count])),
    },
    numbers,
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

/**
 * The source map that most counters belong to; the mark of V8's converter without its book-keeping; which text ran, where
 * all of them say the same of it.
 */
function keep(entries: readonly Entry[], key: string): [string, unknown][] {
  if (key === STAMP) {
    const [stamp, ...others] = new Set(entries.map((entry) => print(entry[STAMP])));
    return others.length === 0 && stamp !== "" ? [[STAMP, entries[0]?.[STAMP]]] : [];
  }
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
