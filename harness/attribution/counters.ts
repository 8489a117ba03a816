/** The counters of one file, as Istanbul's code counts in them. */
export interface Counters {
  readonly s: Record<string, number>;
  readonly f: Record<string, number>;
  readonly b: Record<string, number[]>;
}

/** Where Vitest's providers have instrumented code keep its counters, by file. */
const VARIABLE = "__VITEST_COVERAGE__";

/** The counters of all files that have run so far. */
export type CounterStore = Record<string, unknown>;

export function readStore(): CounterStore {
  const store: unknown = Reflect.get(globalThis, VARIABLE);
  return isObject(store) ? store : {};
}

export function replaceStore(store: CounterStore): void {
  Reflect.set(globalThis, VARIABLE, store);
}

/** Says whether a value of the store is what Istanbul puts there. */
export function isCounters(value: unknown): value is Counters {
  return isObject(value) && isObject(value["s"]) && isObject(value["f"]) && isObject(value["b"]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** The same counters, all at zero. */
export function zeroOf({ s, f, b }: Counters): Counters {
  return {
    s: mapValues(s, () => 0),
    f: mapValues(f, () => 0),
    b: mapValues(b, (arms) => arms.map(() => 0)),
  };
}

/** Adds counts to others. */
export function addTo(total: Counters, part: Counters): void {
  for (const kind of ["s", "f"] as const)
    for (const [id, hits] of Object.entries(part[kind]))
      total[kind][id] = (total[kind][id] ?? 0) + hits;
  for (const [id, arms] of Object.entries(part.b)) {
    const known = total.b[id] ?? [];
    total.b[id] = arms.map((hits, arm) => (known[arm] ?? 0) + hits);
  }
}

/** What was counted, without what was not. */
export function dropZeros({ s, f, b }: Counters): Counters {
  return {
    s: filterValues(s, (hits) => hits > 0),
    f: filterValues(f, (hits) => hits > 0),
    b: filterValues(b, (arms) => arms.some((hits) => hits > 0)),
  };
}

function mapValues<Value>(
  values: Record<string, Value>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, change(value)]));
}

function filterValues<Value>(
  values: Record<string, Value>,
  keep: (value: Value) => boolean,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => keep(value)));
}
