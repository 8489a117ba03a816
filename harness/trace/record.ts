import { monotonicNow } from "../runtime.ts";

/** What kind of work keeps an actor busy. */
export type ActivityKind = "entry";

/** Work of an actor that has begun and not yet ended. */
export interface Activity {
  readonly kind: ActivityKind;
  /** The entry's or method's name. */
  readonly name: string;
  /** Milliseconds on {@link monotonicNow}'s clock. */
  readonly since: number;
}

/** A close frame of a client that the actor's handler has dealt with. */
export interface HandledClose {
  readonly code: number;
  readonly reason: string;
}

/** What is known of one actor while a scope watches it; outlives its instances. */
export interface ActorRecord {
  readonly id: string;
  readonly activities: ReadonlySet<Activity>;
  /** Closes that were handled and that nobody has claimed yet, oldest first. */
  readonly handledCloses: HandledClose[];
  /** Says that work has begun; the result says that it has ended. Called from inside the actor only. */
  begin(kind: ActivityKind, name: string): () => void;
  /** Wakes whoever waits for {@link changed}. Called from inside the actor only. */
  notify(): void;
  /**
   * Resolves at the actor's next change. Never resolves if the actor dies first: race it with a timer.
   * Undefined while the actor has not run.
   */
  readonly changed: Promise<void> | undefined;
}

/** Opens the record of an actor that has not run yet. */
export function openRecord(id: string): ActorRecord {
  const activities = new Set<Activity>();
  // A promise is resolved by the actor that made it: one made by the test would resume the test
  // in the actor's context (workerd 1.20261102.1, see test/harness/runtime-facts.test.ts).
  let signal: PromiseWithResolvers<void> | undefined;
  const notify = (): void => {
    const previous = signal;
    signal = Promise.withResolvers<void>();
    previous?.resolve();
  };
  const begin = (kind: ActivityKind, name: string): (() => void) => {
    const activity: Activity = { kind, name, since: monotonicNow() };
    activities.add(activity);
    notify();
    return () => {
      activities.delete(activity);
      notify();
    };
  };
  return {
    id,
    activities,
    handledCloses: [],
    begin,
    notify,
    get changed() {
      return signal?.promise;
    },
  };
}
