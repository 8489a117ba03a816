import { type ActorIdentity, findStub, runInside } from "../workerd/runtime.ts";
import type { Slots } from "./slots.ts";

/** A timer on virtual time. */
export interface VirtualTimer {
  /** When it is due, in milliseconds since the epoch on the actor's clock. */
  readonly dueAt: number;
  /** Whether its turn has come. */
  readonly hasRun: boolean;
  /** Lets it run, inside its actor. Called by the test. */
  release(): void;
}

/** The virtual time of one actor. */
export interface ActorClock {
  /** Milliseconds since the epoch; changed by the test alone. */
  now: number;
  /** Timers in the order in which they are due; of those due at the same time the one set first comes first. */
  readonly timers: readonly VirtualTimer[];
  /** Sets a timer that runs `fire`, in `ms` from now. Called inside the actor. */
  set(ms: number, fire: () => void): VirtualTimer;
  clear(timer: VirtualTimer): void;
  /** Forgets every timer: the instance is gone. */
  reset(): void;
}

/** What the clock of an actor is made of. */
export interface ActorClockParts {
  readonly actor: ActorIdentity;
  readonly now: number;
  readonly slots: Slots;
}

/** Opens the clock of an actor. */
export function openActorClock({ actor, now, slots }: ActorClockParts): ActorClock {
  const timers: VirtualTimer[] = [];
  const remove = (timer: VirtualTimer): void => {
    const index = timers.indexOf(timer);
    if (index >= 0) timers.splice(index, 1);
  };
  const insert = (timer: VirtualTimer): void => {
    const later = timers.findIndex(({ dueAt }) => dueAt > timer.dueAt);
    timers.splice(later < 0 ? timers.length : later, 0, timer);
  };
  const clock: ActorClock = {
    now,
    timers,
    set: (ms, fire) => {
      let hasRun = false;
      const slot = slots.take();
      const gate = slot ?? Promise.withResolvers<void>();
      const timer: VirtualTimer = {
        dueAt: clock.now + (ms > 0 ? ms : 0),
        get hasRun() {
          return hasRun;
        },
        release: () => (slot === undefined ? resolveInside(actor, gate.resolve) : slot.resolve()),
      };
      const run = async (): Promise<void> => {
        await gate.promise;
        hasRun = true;
        if (!timers.includes(timer)) return;
        remove(timer);
        fire();
      };
      void run();
      insert(timer);
      return timer;
    },
    clear: remove,
    reset: () => {
      timers.length = 0;
    },
  };
  return clock;
}

/** For a promise that the actor has made itself, because the test's were used up. */
function resolveInside(actor: ActorIdentity, resolve: () => void): void {
  const stub = findStub(actor);
  if (stub !== undefined) void runInside(stub, () => resolve()).catch(() => {});
}
