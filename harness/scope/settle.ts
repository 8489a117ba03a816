import { describeSite } from "../failures/call-site.ts";
import { awaitChange } from "../timing/change.ts";
import { askForAlarms } from "../actor/doubtful-alarms.ts";
import { type CallSite, errorAt } from "../failures/errors.ts";
import { type RestWait, isHeartbeat } from "./heartbeat.ts";
import { monotonicNow, nextTurn, pause } from "../workerd/runtime.ts";
import type { OpenSocket } from "../probe/socket.ts";
import { listTransits } from "../trace/links.ts";
import { type Activity, type ActorRecord, versionOf } from "../trace/record.ts";
import type { Limit } from "../timing/deadline.ts";

/** Work that was still to come when everything else had ended. */
export interface PendingWork {
  /** The actor, e.g. `Room "lobby"`. */
  readonly actor: string;
  /** E.g. `setTimeout 60000 ms` or `alarm`. */
  readonly what: string;
  /** Milliseconds until it is due. */
  readonly dueInMs: number;
  /** Where it was set, e.g. `src/room.ts:12:5`; empty for alarms. */
  readonly setAt: string;
}

/** What {@link Scope.settle} found. */
export interface Settled {
  /** Timers and alarms that are due only later, or that set themselves again and again. */
  readonly pending: readonly PendingWork[];
}

/** A socket and the actor at its other end. */
export interface FencedSocket {
  readonly socket: OpenSocket;
  readonly record: ActorRecord;
  /** What was known when the last fence came back: as long as that holds, nothing can be on its way. */
  fencedAt: string;
}

/** What can keep a scope from being settled. */
export interface Unsettled {
  records(): readonly ActorRecord[];
  /** Sockets whose other end is an instrumented actor. */
  sockets(): readonly FencedSocket[];
  readonly limit: Limit;
  readonly site: CallSite;
  /** What the waiting is for, for the failure text. */
  readonly why: string;
  /** Timers and alarms that are due later than in so many milliseconds are not waited for; default: the limit. */
  readonly horizonMs?: number;
}

// Whether a timer is waited for changes with time alone.
const RECHECK_MS = 20;
const GRACE_TURNS = 10;

/**
 * Waits until no watched actor does anything, and nothing is on its way to or from one.
 * Counters alone are not enough: something that has ended may have begun what is not counted yet, hence the turns
 * of the event loop in between, after which nothing may have moved.
 */
export async function settle(unsettled: Unsettled): Promise<Settled> {
  const end = monotonicNow() + unsettled.limit.ms;
  // When all that was sent before had arrived: only what begins later can be known to have seen it.
  let began = Infinity;
  const dueBy = (): number =>
    unsettled.horizonMs === undefined ? end : monotonicNow() + unsettled.horizonMs;
  for (;;) {
    const version = versionWithSockets(unsettled);
    await askForAlarms(unsettled.records(), end);
    const hasPassed = await passFences(unsettled, end - monotonicNow());
    if (hasPassed) began = Math.min(began, monotonicNow());
    const isLate = monotonicNow() >= end;
    const busy = listBusy(unsettled, { began, isLate, dueBy: dueBy() });
    if (hasPassed && busy.length === 0) {
      await nextTurn();
      await nextTurn();
      if (isLate || versionWithSockets(unsettled) === version)
        return { pending: listPending(unsettled) };
    } else if (isLate) {
      throw explain(unsettled, busy);
    } else {
      await awaitChange(
        () => versionWithSockets(unsettled),
        Math.min(RECHECK_MS, end - monotonicNow()),
      );
    }
  }
}

interface Busy {
  readonly record: ActorRecord;
  readonly activity: Activity;
}

interface Horizon extends RestWait {
  readonly dueBy: number;
}

function listBusy(unsettled: Unsettled, horizon: Horizon): readonly Busy[] {
  return unsettled
    .records()
    .flatMap((record) =>
      [...record.activities, ...listAlarm(record), ...listFrames(record)]
        .filter((activity) => isAwaited(activity, horizon))
        .map((activity) => ({ record, activity })),
    );
}

function isAwaited(activity: Activity, horizon: Horizon): boolean {
  if (activity.kind !== "timer") return true;
  if (activity.virtuallyDueAt !== undefined) return false;
  return (activity.dueAt ?? 0) <= horizon.dueBy && !isHeartbeat(activity, horizon);
}

/** An alarm that is set counts as a timer. */
function listAlarm(record: ActorRecord): readonly Activity[] {
  const { alarmAt, clock, alarmSetAt: since, alarmRounds: rounds } = record;
  if (alarmAt === undefined) return [];
  const alarm = { kind: "timer", name: "alarm", since, rounds } as const;
  if (clock !== undefined) return [{ ...alarm, virtuallyDueAt: alarmAt }];
  return [{ ...alarm, dueAt: monotonicNow() + alarmAt - Date.now() }];
}

/** Frames on their way from other actors are work that has begun elsewhere. */
function listFrames(record: ActorRecord): readonly Activity[] {
  return listTransits(record).map(({ from, frames, since }) => {
    const what = frames === 1 ? "a frame" : `${frames} frames`;
    return { kind: "call", name: `${what} on the way from ${from}`, since };
  });
}

function listPending(unsettled: Unsettled): readonly PendingWork[] {
  const now = monotonicNow();
  return unsettled.records().flatMap((record) => {
    const timers = [...record.activities, ...listAlarm(record)];
    const virtualNow = record.clock?.now ?? 0;
    return timers.map(({ name, site, dueAt = now, virtuallyDueAt }) => ({
      actor: record.label,
      what: name,
      dueInMs: Math.round(virtuallyDueAt === undefined ? dueAt - now : virtuallyDueAt - virtualNow),
      setAt: site === undefined ? "" : describeSite(site),
    }));
  });
}

function versionWithSockets(unsettled: Unsettled): string {
  const sent = unsettled.sockets().map(({ socket }) => socket.sent);
  return `${versionOf(unsettled.records())};${sent.join()}`;
}

/** Gives false if some socket has frames on their way for longer than `ms`. */
async function passFences(unsettled: Unsettled, ms: number): Promise<boolean> {
  const passing = Promise.all(unsettled.sockets().map(passFence));
  const late = async (): Promise<boolean> => {
    await pause(ms);
    // On a machine that stood still the timer comes first, and the frames right after it.
    for (let turn = 0; turn < GRACE_TURNS; turn += 1) await nextTurn();
    return false;
  };
  return Promise.race([passing.then(() => true), late()]);
}

/** Leaves a socket alone on which nothing can have happened: a fence would wake a hibernating actor. */
export async function passFence(fenced: FencedSocket): Promise<void> {
  const now = stateOf(fenced);
  if (fenced.fencedAt === now) return;
  await fenced.socket.fence();
  fenced.fencedAt = now;
}

function stateOf({ socket, record }: FencedSocket): string {
  return `${socket.sent} ${record.version}`;
}

function explain(unsettled: Unsettled, busy: readonly Busy[]): Error {
  const { site, limit, why } = unsettled;
  const now = monotonicNow();
  const lines = busy.slice(0, 10).map(({ record, activity }) => {
    const place = activity.site === undefined ? "" : ` at ${describeSite(activity.site)}`;
    return `\n  ${record.label}: ${activity.name}${place}, for ${Math.round(now - activity.since)} ms`;
  });
  const found = lines.length === 0 ? describeUnanswered(unsettled) : "found work in flight";
  return errorAt(
    site,
    "deadline",
    `Could not ${why} ${limit.text}: ${found}, expected the actors to come to rest.${lines.join("")}`,
  );
}

/** Names the sockets on which a fence has not come back. */
function describeUnanswered(unsettled: Unsettled): string {
  const unanswered = unsettled
    .sockets()
    .filter((fenced) => fenced.fencedAt !== stateOf(fenced))
    .map(({ socket }) => socket.name);
  return `found no answer on ${unanswered.join(", ")}`;
}
