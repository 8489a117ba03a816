import { type ActorRecord, type Watcher, openRecord } from "./record.ts";

// The one link between a test and its actors' code, which runs in the same isolate but is handed
// nothing by the test. It holds only actors that a scope watches, and forgets them with the scope.
const records = new Map<string, ActorRecord>();
const states = new WeakMap<object, DurableObjectState>();

/** Begins to record what the actor with this id does, until {@link unwatchActor}. */
export function watchActor(id: string, watcher: Watcher): ActorRecord {
  const record = records.get(id) ?? openRecord(id);
  records.set(id, record);
  record.watchers.add(watcher);
  return record;
}

/** Ends a {@link watchActor}; gives false if somebody else still watches the actor. */
export function unwatchActor(id: string, watcher: Watcher): boolean {
  const record = records.get(id);
  record?.watchers.delete(watcher);
  if (record !== undefined && record.watchers.size > 0) return false;
  return records.delete(id);
}

/** Remembers which state an instance was constructed with. */
export function rememberInstance(instance: object, state: DurableObjectState): void {
  states.set(instance, state);
}

/** Gives the record of the actor with this id, and undefined if no scope watches it. */
export function recordOf(id: string): ActorRecord | undefined {
  return records.get(id);
}

/** Gives the state that an instance was constructed with, and undefined if that is not known. */
export function stateOf(instance: object): DurableObjectState | undefined {
  const known = states.get(instance);
  if (known !== undefined) return known;
  // Of one that was constructed before anything was instrumented: where the runtime's own class keeps it.
  const state: unknown = Reflect.get(instance, "ctx");
  if (!isState(state)) return undefined;
  states.set(instance, state);
  return state;
}

/** Says whether a value is the state that the runtime gives an instance. */
export function isState(value: unknown): value is DurableObjectState {
  if (typeof value !== "object" || value === null) return false;
  return value.constructor.name === "DurableObjectState";
}

/** Gives the record of an instance's actor, and undefined if no scope watches it. */
export function recordOfInstance(instance: object): ActorRecord | undefined {
  if (records.size === 0) return undefined;
  const state = stateOf(instance);
  return state === undefined ? undefined : records.get(state.id.toString());
}
