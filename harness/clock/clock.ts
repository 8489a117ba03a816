import type { ActorRecord } from "../trace/record.ts";
import { advanceClocks, timeToNext } from "./advance.ts";
import { freezeActor } from "./freeze.ts";
import type { Slots } from "./slots.ts";

/** Virtual time for actors: timers, alarms, `AbortSignal.timeout`, `Date` and `performance.now`. */
export interface Clock {
  /** Milliseconds since the epoch on this clock; the real time while it is not frozen. */
  readonly now: number;
  /**
   * Stops the time of these actors, at `at` (default: now; a number is milliseconds since the epoch). Timers and
   * alarms that are set already keep what is left of them; a `scheduler.wait` that has begun and an
   * `AbortSignal.timeout` that was made go on in real time. Rejects with what an actor's constructor throws.
   */
  readonly freeze: (at?: Date | number) => Promise<void>;
  /**
   * Moves time on by `ms` milliseconds, freezing it first if need be: runs every timer and alarm at its time, the earliest first,
   * each inside its own actor, and lets all they start come to rest before time goes on. Resolves when time has
   * arrived there. Never rejects for what a timer or alarm throws: that ends where it would in production.
   */
  readonly advance: (ms: number) => Promise<void>;
  /**
   * Moves time on to the next timer or alarm and runs it; gives the milliseconds, and 0 if there is none. Rejects as
   * {@link Clock.advance} does.
   */
  readonly advanceToNext: () => Promise<number>;
}

/** What a clock drives. */
export interface ClockParts {
  readonly records: () => readonly ActorRecord[];
  readonly slots: Slots;
  /** Lets what is on its way to actors arrive before time goes on. */
  readonly deliver: () => Promise<void>;
  /** Called with the time when the clock is frozen, and when it has moved on. */
  readonly moved?: (now: number) => void;
}

/** Makes a clock over some actors. */
export function createClock({ records, slots, deliver, moved }: ClockParts): Clock {
  let frozenAt: number | undefined;
  const clockNow = (): number =>
    records().find(({ clock }) => clock !== undefined)?.clock?.now ?? frozenAt ?? Date.now();

  const freeze: Clock["freeze"] = async (at = clockNow()) => {
    frozenAt = Number(at);
    moved?.(frozenAt);
    slots.refill();
    await deliver();
    for (const record of records()) await freezeActor(record, frozenAt, slots);
  };

  const advance: Clock["advance"] = async (ms) => {
    if (frozenAt === undefined) await freeze();
    await deliver();
    const arrival = clockNow() + ms;
    await advanceClocks({ records, ms, refill: slots.refill });
    frozenAt = arrival;
    moved?.(arrival);
  };

  const advanceToNext: Clock["advanceToNext"] = async () => {
    await advance(0);
    const ms = timeToNext(records()) ?? 0;
    await advance(ms);
    return ms;
  };

  return {
    get now() {
      return clockNow();
    },
    freeze,
    advance,
    advanceToNext,
  };
}
