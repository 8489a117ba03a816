import {
  addTo,
  type Counters,
  type CounterStore,
  isCounters,
  readStore,
  replaceStore,
  zeroOf,
} from "./counters.ts";
import type { Parties } from "./parties.ts";

const KINDS = ["s", "f", "b"] as const;

/**
 * Lets each party count for itself, until the returned function adds everything up and puts the counters back as
 * they were. Instrumented code asks for its counters each time (`cov().s[0]++`), so that a getter in their place is enough.
 */
export function splitCounters(parties: Parties): () => void {
  const plain = readStore();
  const totals = new Map<Counters, Counters>();
  const split = (counters: unknown): void => {
    if (!isCounters(counters) || totals.has(counters)) return;
    const total = { s: counters.s, f: counters.f, b: counters.b };
    totals.set(counters, total);
    for (const kind of KINDS)
      Object.defineProperty(counters, kind, {
        get: () => countersOf(parties, counters, total)[kind],
        enumerable: true,
        configurable: true,
      });
  };
  for (const counters of Object.values(plain)) split(counters);
  replaceStore(watch(plain, split));
  return () => {
    for (const [counters, total] of totals) {
      for (const { counted } of parties.all()) {
        const part = counted.get(counters);
        if (part) addTo(total, part);
      }
      for (const kind of KINDS)
        Object.defineProperty(counters, kind, {
          value: total[kind],
          writable: true,
          enumerable: true,
          configurable: true,
        });
    }
    replaceStore(plain);
  };
}

function countersOf(parties: Parties, counters: Counters, total: Counters): Counters {
  const { counted } = parties.current();
  const known = counted.get(counters);
  if (known) return known;
  const own = zeroOf(total);
  counted.set(counters, own);
  return own;
}

/** The store, calling back for each file that begins to count. */
function watch(store: CounterStore, found: (counters: unknown) => void): CounterStore {
  return new Proxy(store, {
    set: (target, path, counters) => {
      found(counters);
      return Reflect.set(target, path, counters);
    },
  });
}
