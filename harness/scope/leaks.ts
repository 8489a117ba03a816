import { type CallSite, type HarnessError, errorAt } from "../failures/errors.ts";
import { findStub, runInside } from "../workerd/runtime.ts";
import { hasClosed } from "../instrument/classic-sockets.ts";
import type { ActorRecord } from "../trace/record.ts";

/**
 * What becomes of something that a test leaves behind: `strict` also fails the test for what the scope can take away
 * itself (sockets that the test did not close, alarms); `fail` (default) only for what would have lived on; `warn`
 * prints instead of failing; `off` says nothing. It is taken away in any case.
 */
export type LeakPolicy = "strict" | "fail" | "warn" | "off";

/** Something that a test left behind. */
export interface Leak {
  /** E.g. `setTimeout 60000 ms of Room "lobby"`. */
  readonly what: string;
  /** What would have been right, e.g. `it cleared`. */
  readonly expected: string;
  readonly site: CallSite | undefined;
  /** Whether it would have done no harm, because the scope takes it away. */
  readonly isHarmless: boolean;
}

/** Makes the failure for a leak, at the line that made what leaked. */
export function describeLeak({ what, expected, site }: Leak): HarnessError {
  const message = `Could not end the test cleanly: found ${what}, expected ${expected}.`;
  return errorAt(site ?? { stack: "" }, "leak", message);
}

/** Lists what an actor would go on with after the test. */
export function listActorLeaks(record: ActorRecord): readonly Leak[] {
  const { label } = record;
  // What a fault delays is the test's own doing.
  const left = [...record.activities].filter(({ kind }) => kind !== "send");
  const activities = left.map(({ kind, name, site }) => ({
    what: `${name} of ${label} still ${kind === "timer" ? "to come" : "in flight"}`,
    expected: kind === "timer" ? "it cleared" : "it to end",
    site,
    isHarmless: false,
  }));
  const open = [...record.classicSockets].filter(([socket]) => !hasClosed(socket));
  const sockets = open.map(([, site]) => ({
    what: `a socket that ${label} accepted the classic way still open`,
    expected: "it closed",
    site,
    isHarmless: false,
  }));
  return [...activities, ...sockets, ...listAlarm(record)];
}

function listAlarm({ label, alarmAt, alarmSite }: ActorRecord): readonly Leak[] {
  if (alarmAt === undefined) return [];
  return [
    {
      what: `an alarm of ${label} still set`,
      expected: "it to fire or deleted",
      site: alarmSite,
      isHarmless: true,
    },
  ];
}

/**
 * Takes away what would outlive the test, and lists what only the actor itself can tell: sockets that it accepted
 * for hibernation and that nobody closed. Nothing is done to an actor that left nothing.
 */
export async function cleanUp(
  record: ActorRecord,
  leaks: readonly Leak[],
): Promise<readonly Leak[]> {
  // One that let nobody in has been killed already, and might do so again; only an alarm outlives that.
  const isDone = leaks.length === 0 || (!record.isAlive && record.alarmAt === undefined);
  const isClean = isDone && record.hibernatableSockets.size === 0;
  const stub = isClean ? undefined : findStub(record);
  if (stub === undefined) return [];
  const sites = record.hibernatableSockets;
  const left = await runInside(stub, async (_instance, state) => {
    await state.storage.deleteAlarm();
    return state.getWebSockets().map((socket) => {
      const site = sites.get(socket);
      socket.close(1001, "test ended");
      return site;
    });
  });
  if (leaks.some(({ isHarmless }) => !isHarmless)) await killActor(stub);
  return left.map((site) => ({
    what: `a socket that ${record.label} accepted still open`,
    expected: "it closed",
    site,
    isHarmless: false,
  }));
}

/** Ends timers and work that nothing else can end. */
async function killActor(stub: DurableObjectStub<Rpc.DurableObjectBranded>): Promise<void> {
  const reason = "footlights: the test that this actor belongs to has ended";
  try {
    await runInside(stub, (_instance, state) => state.abort(reason));
  } catch (error) {
    if (!String(error).includes(reason)) throw error;
  }
}
