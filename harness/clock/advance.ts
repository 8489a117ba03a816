import { runAlarm } from "../alarm.ts";
import { findStub, nextTurn, runInside } from "../runtime.ts";
import type { ActorRecord } from "../trace/record.ts";
import { trackCall } from "../trace/transit.ts";
import type { ActorClock } from "./actor-clock.ts";

/** An actor on virtual time. */
interface Clocked {
  readonly record: ActorRecord;
  readonly clock: ActorClock;
}

interface Due extends Clocked {
  readonly inMs: number;
  run(): Promise<void>;
}

/** What is to be moved on. */
export interface Advance {
  readonly records: () => readonly ActorRecord[];
  readonly ms: number;
  /** Called before each step, so that actors do not run out of promises. */
  readonly refill: () => void;
}

// Turns of the event loop that a released timer gets to run in; its actor may have died meanwhile.
const LONGEST_RUN_TURNS = 1000;
// Turns in which nothing may have happened before time goes on, and how many there may be of them in all.
const QUIET_TURNS = 3;
const LONGEST_REST_TURNS = 5000;

/**
 * Moves the clocks of these actors on by `ms`, running every timer and alarm at its time, the earliest first, each
 * inside its own actor. Time stands still until all that a timer has started has come to rest, so that what is set
 * anew meanwhile is due at the right time.
 */
export async function advanceClocks({ records, ms, refill }: Advance): Promise<void> {
  let leftMs = ms;
  for (;;) {
    refill();
    await rest(records);
    const due = findEarliest(records(), leftMs);
    if (due === undefined) break;
    moveAll(records(), due.inMs);
    leftMs -= due.inMs;
    await due.run();
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
  const run = async (): Promise<void> => {
    timer.release();
    for (let turn = 0; turn < LONGEST_RUN_TURNS && !timer.hasRun; turn += 1) await nextTurn();
    // If the actor is gone, nobody will ever run it.
    clock.clear(timer);
  };
  return { record, clock, inMs: Math.max(0, timer.dueAt - clock.now), run };
}

function nextAlarm({ record, clock }: Clocked): Due | undefined {
  const { alarmAt } = record;
  if (alarmAt === undefined) return undefined;
  const run = async (): Promise<void> => {
    const stub = findStub(record);
    record.alarmAt = undefined;
    if (stub === undefined) return;
    // Not awaited: the handler may itself wait for time to go on. A failing alarm is set again and tells nobody,
    // as in production.
    const handling = runInside(stub, (instance, state) =>
      runAlarm(instance, state, { record, run: { scheduledTime: alarmAt } }),
    ).catch(() => {});
    trackCall(record, handling);
  };
  return { record, clock, inMs: Math.max(0, alarmAt - clock.now), run };
}

/** Waits until no actor gets any further without time going on. */
async function rest(records: () => readonly ActorRecord[]): Promise<void> {
  let quiet = 0;
  let version = "";
  for (let turn = 0; turn < LONGEST_REST_TURNS && quiet < QUIET_TURNS; turn += 1) {
    await nextTurn();
    const before = version;
    version = records()
      .map((record) => record.version)
      .join();
    quiet = version === before && !records().some(isMoving) ? quiet + 1 : 0;
  }
}

/** Whether an actor waits for something other than time. */
function isMoving({ activities, callsSent, callsTaken, held }: ActorRecord): boolean {
  if (callsSent > callsTaken) return true;
  let moving = 0;
  for (const { kind } of activities) if (kind === "storage" || kind === "fetch") moving += 1;
  return moving > held;
}
