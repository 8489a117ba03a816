import { monotonicNow, nextTurn } from "../workerd/runtime.ts";
import { listTransits } from "../trace/links.ts";
import { type ActorRecord, versionOf } from "../trace/record.ts";

/** How many operations of each actor are known not to end without time going on. */
export type Hopeless = ReadonlyMap<ActorRecord, number>;

/** What is to come to rest. */
export interface RestingActors {
  readonly records: () => readonly ActorRecord[];
  /** What is not waited for, because it has been in vain before. */
  readonly hopeless: Hopeless;
  /** Whether a timer that was let go has yet to run. */
  readonly isPending: () => boolean;
}

// Turns in which nothing may have happened before time goes on: as many as a settled scope takes, and more where an
// actor may wait for what nobody counts, such as the body of a request.
const QUIET_TURNS = 2;
const QUIET_TURNS_AT_WORK = 4;
// Of real time, once: for a request to the outside that nobody answers.
const LONGEST_REST_MS = 5000;

/** Waits until no actor gets any further without time going on, or has had long enough; gives what is hopeless. */
export async function rest({ records, hopeless, isPending }: RestingActors): Promise<Hopeless> {
  const end = monotonicNow() + LONGEST_REST_MS;
  let version = versionOf(records());
  for (let quiet = 0; ;) {
    await nextTurn();
    const moving = records().filter((it) => countMoving(it) > (hopeless.get(it) ?? 0));
    const before = version;
    version = versionOf(records());
    quiet = version === before && moving.length === 0 && !isPending() ? quiet + 1 : 0;
    const enough = records().some(isAtWork) ? QUIET_TURNS_AT_WORK : QUIET_TURNS;
    if (quiet >= enough) return hopeless;
    if (monotonicNow() >= end)
      return new Map([...hopeless, ...moving.map((it) => [it, countMoving(it)] as const)]);
  }
}

function isAtWork({ activities }: ActorRecord): boolean {
  for (const { kind } of activities) if (kind !== "timer") return true;
  return false;
}

/** How many operations of an actor, and calls to it, are on their way rather than waiting for time. */
function countMoving(record: ActorRecord): number {
  const { activities, callsSent, held } = record;
  let [inTransit, operations, isBlocked] = [callsSent, 0, false];
  for (const { kind, name, isCall } of activities) {
    if (kind === "block") isBlocked = true;
    if (isCall === true) inTransit -= 1;
    // What is done in a transaction counts by itself: it may wait for time in between.
    if (kind === "fetch" || (kind === "storage" && name !== "transaction")) operations += 1;
  }
  for (const { kind } of held) if (kind === "fetch" || kind === "storage") operations -= 1;
  // An actor that lets nobody in does so until its own work goes on.
  if (isBlocked) return Math.max(0, operations);
  return Math.max(0, operations) + Math.max(0, inTransit) + listTransits(record).length;
}
