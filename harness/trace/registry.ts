import { type ActorRecord, openRecord } from "./record.ts";

interface Watched {
  readonly record: ActorRecord;
  watchers: number;
}

// The one link between a test and its actors' code, which runs in the same isolate but is handed
// nothing by the test. It holds only actors that a scope watches, and forgets them with the scope.
const watched = new Map<string, Watched>();
const upgrades = new Map<string, (id: string) => void>();
const states = new WeakMap<object, DurableObjectState>();

/** Begins to record what the actor with this id does; each call needs one {@link unwatchActor}. */
export function watchActor(id: string): ActorRecord {
  const known = watched.get(id) ?? { record: openRecord(id), watchers: 0 };
  known.watchers += 1;
  watched.set(id, known);
  return known.record;
}

/** Ends one {@link watchActor}; the last one forgets the record. */
export function unwatchActor(id: string): void {
  const known = watched.get(id);
  if (known === undefined) return;
  known.watchers -= 1;
  if (known.watchers === 0) watched.delete(id);
}

/** Remembers which state an instance was constructed with. */
export function rememberInstance(instance: object, state: DurableObjectState): void {
  states.set(instance, state);
}

/** Gives the record of an instance's actor, and undefined if no scope watches it. */
export function recordOf(instance: object): ActorRecord | undefined {
  if (watched.size === 0) return undefined;
  const id = idOf(instance);
  return id === undefined ? undefined : watched.get(id)?.record;
}

/** Gives the id of an instance's actor, and undefined if its construction was not seen. */
export function idOf(instance: object): string | undefined {
  return states.get(instance)?.id.toString();
}

/** Calls back with each actor that a WebSocket request with this key reaches; the result ends that. */
export function expectUpgrade(key: string, found: (id: string) => void): () => void {
  upgrades.set(key, found);
  return () => upgrades.delete(key);
}

/** Tells whoever expects this request's key that it reached an actor. */
export function announceUpgrade(instance: object, request: unknown): void {
  if (upgrades.size === 0 || !(request instanceof Request)) return;
  const found = upgrades.get(request.headers.get("Sec-WebSocket-Key") ?? "");
  const id = idOf(instance);
  if (found !== undefined && id !== undefined) found(id);
}
