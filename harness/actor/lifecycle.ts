import { type Blocker, describeBlockers, listBlockers } from "./blockers.ts";
import { type CallSite, errorAt } from "../failures/errors.ts";
import { evictActor, monotonicNow, pause, runInside } from "../workerd/runtime.ts";
import type { ActorRecord } from "../trace/record.ts";
import type { Waits } from "../timing/waits.ts";

/** An actor as far as its life is concerned. */
export interface Living {
  readonly record: ActorRecord;
  readonly waits: Waits;
  /** Gives a fresh stub. */
  readonly stub: () => DurableObjectStub<Rpc.DurableObjectBranded>;
}

/** A request about an actor's life. */
export interface LifeRequest {
  readonly site: CallSite;
  readonly deadlineMs?: number | undefined;
}

// A timer that is due later than this is not waited for: it would make a test slow rather than right.
const SOON_MS = 200;
const RECHECK_MS = 5;

/**
 * Drops the instance from memory. Waits for work in flight as the runtime does, but names what would make the
 * runtime wait for 30 s and give up (workerd 1.20261102.1): timers and sockets that cannot hibernate.
 */
export async function evict(
  living: Living,
  request: LifeRequest,
  webSockets: "hibernate" | "close" = "hibernate",
): Promise<void> {
  await expectIdle(living, request, "evict");
  await drop(living, webSockets);
}

/** Rejects with "actor", listing what keeps the actor from hibernating. */
export function expectHibernatable(living: Living, request: LifeRequest): Promise<void> {
  return expectIdle(living, request, "hibernate");
}

async function expectIdle(
  { record, waits }: Living,
  { site, deadlineMs }: LifeRequest,
  verb: string,
): Promise<void> {
  const limit = waits.limit(deadlineMs);
  const began = monotonicNow();
  for (;;) {
    const blockers = listBlockers(record);
    if (blockers.length === 0) return;
    const isLate = monotonicNow() - began >= limit.ms;
    const lasting = blockers.filter(isLasting);
    if (lasting.length > 0 || isLate) {
      const found = describeBlockers(lasting.length > 0 ? lasting : blockers);
      const message = `Could not ${verb} ${record.label}: found what keeps it in memory, expected nothing. Clear timers, accept sockets with ctx.acceptWebSocket(), await work; or use crash().${found}`;
      throw errorAt(site, "actor", message);
    }
    await pause(RECHECK_MS);
  }
}

function isLasting({ dueInMs, isWork }: Blocker): boolean {
  return !isWork && (dueInMs === undefined || dueInMs > SOON_MS);
}

/** Drops the instance; one that was constructed meanwhile stays as it is. */
async function drop({ record, stub }: Living, webSockets: "hibernate" | "close"): Promise<void> {
  const { state } = record;
  try {
    await evictActor(stub(), webSockets);
  } catch (error) {
    if (!String(error).includes("not currently running")) throw error;
  }
  if (record.state === state) record.reset();
}

/** Kills the instance, whatever it does; calls in flight reject with `reason`, its sockets break off with 1006. */
export async function abort({ record, stub }: Living, reason: string): Promise<void> {
  if (await abortBlocked(record, reason)) return;
  let isAborted = false;
  try {
    await runInside(stub(), (_instance, state) => {
      isAborted = true;
      // Not later: by then another call may have constructed the next instance.
      record.reset();
      state.abort(reason);
    });
  } catch (error) {
    if (!isAborted) throw error;
  }
}

/** Says whether an actor lets nobody in. */
function isBlocked({ activities }: ActorRecord): boolean {
  for (const { kind } of activities) if (kind === "block") return true;
  return false;
}

// What lets nobody in for longer than 30 s is reset by the runtime (workerd 1.20261102.1).
const LONGEST_BLOCK_MS = 35_000;

/** Kills an instance that lets nobody in, from within; gives false for one that does. */
export async function abortBlocked(record: ActorRecord, reason: string): Promise<boolean> {
  const end = monotonicNow() + LONGEST_BLOCK_MS;
  const { deaths } = record;
  record.condemned = reason;
  while (record.deaths === deaths && isBlocked(record) && monotonicNow() < end)
    await pause(RECHECK_MS);
  record.condemned = undefined;
  return record.deaths > deaths;
}

/** Drops the instance and its sockets in the gentlest way that works, and constructs it anew. */
export async function restart(living: Living): Promise<void> {
  const isPinned = listBlockers(living.record).length > 0;
  if (isPinned) await abort(living, "footlights: restarted by the test");
  else await drop(living, "close");
  await runInside(living.stub(), () => undefined);
}

/**
 * Waits until the instance is gone: aborted, evicted or reset by the runtime; the next one may live by then.
 * `since` is how many had died when it lived; default: it lives now.
 */
export async function expectTerminated(
  living: Living,
  request: LifeRequest & { readonly since?: number },
): Promise<void> {
  const { record, waits } = living;
  const limit = waits.limit(request.deadlineMs);
  const began = monotonicNow();
  const { since = record.deaths } = request;
  while (record.isAlive && record.deaths === since) {
    if (monotonicNow() - began >= limit.ms) {
      const message = `Could not see ${record.label} terminated: found it alive ${limit.text}, expected it to be aborted or evicted.`;
      throw errorAt(request.site, "deadline", message);
    }
    await pause(RECHECK_MS);
  }
}
