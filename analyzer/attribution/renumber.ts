import type { NewNumbers } from "../coverage/merge-entries.ts";
import type { PartialCounters } from "./overlay.ts";

/** Counters by the numbers that they have in a merged report. */
export function renumber({ s, f, b }: PartialCounters, numbers: NewNumbers): PartialCounters {
  return { s: rename(s, numbers.s), f: rename(f, numbers.f), b: rename(b, numbers.b) };
}

/** The sum of two lists of counters. */
export function addCounters(one: PartialCounters, other: PartialCounters): PartialCounters {
  return {
    s: addBy(one.s, other.s, sum),
    f: addBy(one.f, other.f, sum),
    b: addBy(one.b, other.b, (a, b) => {
      const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
      return longer.map((hits, arm) => hits + (shorter[arm] ?? 0));
    }),
  };
}

function rename<Value>(
  counts: Readonly<Record<string, Value>>,
  numbers: ReadonlyMap<string, number>,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(counts).flatMap(([id, value]) => {
      const number = numbers.get(id);
      return number === undefined ? [] : [[number, value] as const];
    }),
  );
}

function addBy<Value>(
  one: Readonly<Record<string, Value>>,
  other: Readonly<Record<string, Value>>,
  add: (a: Value, b: Value) => Value,
): Record<string, Value> {
  const sums: Record<string, Value> = { ...one };
  for (const [id, value] of Object.entries(other)) {
    const known = sums[id];
    sums[id] = known === undefined ? value : add(known, value);
  }
  return sums;
}

function sum(a: number, b: number): number {
  return a + b;
}
