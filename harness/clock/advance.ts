import { runAlarm } from "./alarm.ts";
import { findStub, runInside } from "../workerd/runtime.ts";
import type { ActorRecord } from "../trace/record.ts";
import { trackCall } from "../trace/transit.ts";
import type { ActorClock } from "./actor-clock.ts";
import { type Hopeless, rest } from "./rest.ts";

/** An actor on virtual time. */
interface Clocked {
  readonly record: ActorRecord;
  readonly clock: ActorClock;
}

interface Due extends Clocked {
  readonly inMs: number;
  start(): Started;
}

/** Something whose turn has come. */
interface Started {
  /** Whether it has yet to run. */
  isPending(): boolean;
  /** Gives it up. */
  forget(): void;
}

/** What is to be moved on. */
export interface Advance {
  readonly records: () => readonly ActorRecord[];
  readonly ms: number;
  /** Called before each step, so that actors do not run out of promises. */
  readonly refill: () => void;
}

const DONE: Started = { isPending: () => false, forget: () => {} };

/**
 * Moves the clocks of these actors on by `ms`, running every timer and alarm at its time, the earliest first, each
 * inside its own actor. Time stands still until all that a timer has started has come to rest, so that what is set
 * anew meanwhile is due at the right time.
 */
export async function advanceClocks({ records, ms, refill }: Advance): Promise<void> {
  let leftMs = ms;
  let hopeless: Hopeless = new Map();
  let started = DONE;
  for (;;) {
    refill();
    hopeless = await rest({ records, hopeless, isPending: () => started.isPending() });
    if (started.isPending()) started.forget();
    const due = findEarliest(records(), leftMs);
    if (due === undefined) break;
    moveAll(records(), due.inMs);
    leftMs -= due.inMs;
    started = due.start();
  }
  moveAll(records(), leftMs);
}

/** Gives how long it is until the next timer or alarm, and undefined if there is none. */
export function timeToNext(records: readonly ActorRecord[]): number | undefined {
  return findEarliest(records, Infinity)?.inMs;
}

function moveAll(records: readonly ActorRecord[], ms: number): void {
  for (const { clock } of records) if (clock !== undefined) clock.now += ms;
}

function findEarliest(records: readonly ActorRecord[], withinMs: number): Due | undefined {
  const due = records.flatMap((record) => {
    const { clock } = record;
    if (clock === undefined) return [];
    return [nextTimer({ record, clock }), nextAlarm({ record, clock })].flatMap((it) => it ?? []);
  });
  return due
    .filter(({ inMs }) => inMs <= withinMs)
    .reduce<Due | undefined>(
      (first, it) => (first === undefined || it.inMs < first.inMs ? it : first),
      undefined,
    );
}

function nextTimer({ record, clock }: Clocked): Due | undefined {
  const [timer] = clock.timers;
  if (timer === undefined) return undefined;
  const start = (): Started => {
    timer.release();
    return {
      // Once the actor is gone, nobody will ever run it.
      isPending: () => !timer.hasRun && clock.timers.includes(timer),
      forget: () => clock.clear(timer),
    };
  };
  return { record, clock, inMs: Math.max(0, timer.dueAt - clock.now), start };
}

function nextAlarm({ record, clock }: Clocked): Due | undefined {
  const { alarmAt } = record;
  if (alarmAt === undefined) return undefined;
  const start = (): Started => {
    const stub = findStub(record);
    record.alarmAt = undefined;
    if (stub === undefined) return DONE;
    // Not awaited: the handler may itself wait for time to go on. A failing alarm is set again and tells nobody,
    // as in production.
    const handling = runInside(stub, (instance, state) =>
      runAlarm(instance, state, { record, run: { scheduledTime: alarmAt } }),
    ).catch(() => {});
    trackCall(record, handling);
    return DONE;
  };
  return { record, clock, inMs: Math.max(0, alarmAt - clock.now), start };
}
