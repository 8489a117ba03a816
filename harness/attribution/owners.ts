import type { ActorRecord, Watcher } from "../trace/record.ts";
import { currentTest } from "./current-test.ts";

/** The test that opened a scope; null for a scope that was opened outside of tests, which any of them may use. */
const openers = new WeakMap<Watcher, string | null>();
/** The tests that an actor was seen to work for, also after their scopes have forgotten it. */
const owners = new WeakMap<ActorRecord, Set<string | null>>();

/** Remembers in whose test a scope was opened: the actors that it watches work for that test. */
export function noteScope(watcher: Watcher): void {
  openers.set(watcher, currentTest() ?? null);
}

/** The only test that an actor works for; null where there are several, or where that is not known. */
export function ownerOf(record: ActorRecord): string | null {
  const known = owners.get(record) ?? new Set();
  for (const watcher of record.watchers) known.add(openers.get(watcher) ?? null);
  owners.set(record, known);
  const [first = null, ...others] = known;
  return others.length === 0 ? first : null;
}
