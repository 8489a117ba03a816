import { noteScope } from "../attribution/owners.ts";
import { type Clock, createClock } from "../clock/clock.ts";
import { startClock } from "../clock/freeze.ts";
import { openSlots } from "../clock/slots.ts";
import { closeSocket } from "./closing.ts";
import { captureCallSite, errorAt } from "../failures/errors.ts";
import { abortBlocked } from "../actor/lifecycle.ts";
import type { InjectedFault } from "../faults/fault.ts";
import { type Leak, type LeakPolicy, cleanUp, describeLeak, listActorLeaks } from "./leaks.ts";
import { type FencedSocket, type Settled, passFence, settle } from "./settle.ts";
import type { OpenSocket } from "../probe/socket.ts";
import type { Rest } from "../probe/stream.ts";
import { describeSurroundings } from "./surroundings.ts";
import { type ActorRecord, versionOf, type Watcher } from "../trace/record.ts";
import { unwatchActor, watchActor } from "../trace/registry.ts";
import type { Waits } from "../timing/waits.ts";

/** How to close a socket: rejects when the other end has not seen it in time. */
export type CloseSocket = (code: number, reason: string) => Promise<void>;

/** What one scope must give back at its end. */
export interface Ownership {
  /** Records of the actors that the scope touched, directly or through another one. */
  readonly records: () => readonly ActorRecord[];
  addActor(id: string): ActorRecord;
  /** Takes a socket over; `holder` is the id of the actor at its other end, where that is known. */
  addSocket(socket: OpenSocket, holder: string | undefined): CloseSocket;
  readonly defer: (cleanup: () => unknown) => void;
  /** Takes a fault over, to be removed at the end. */
  readonly addFault: (fault: InjectedFault) => InjectedFault;
  /** Calls back whenever a message arrives or a socket ends; the result unsubscribes. */
  readonly onActivity: (listener: () => void) => () => void;
  /** Gives another value whenever an actor has begun or ended something. */
  readonly version: () => string;
  /** The clock of all actors. */
  readonly clock: Clock;
  readonly clockOf: (record: ActorRecord) => Clock;
  /** Says what goes on, for failure texts. */
  readonly surroundings: () => string;
  /** Waits until every actor has come to rest. */
  readonly settle: (rest: Rest) => Promise<Settled>;
  /** Gives everything back; gives the failures. */
  readonly dispose: () => Promise<readonly unknown[]>;
}

// A timer that is due sooner is waited for at the end of a scope; one that is due later is reported.
const SOON_MS = 200;

/** How a scope owns. */
export interface OwnershipOptions {
  readonly policy: LeakPolicy;
  readonly localName: Watcher["localName"];
}

/** Opens the list of what a scope owns. */
export function openOwnership(waits: Waits, { policy, localName }: OwnershipOptions): Ownership {
  const actors = new Map<string, ActorRecord>();
  const sockets: FencedSocket[] = [];
  const all: OpenSocket[] = [];
  const faults: InjectedFault[] = [];
  const cleanups: (() => unknown)[] = [];
  const listeners = new Set<() => void>();
  const leaks: Leak[] = [];
  const slots = openSlots();
  let frozenAt: number | undefined;
  const notify = (): void => {
    for (const listener of listeners) listener();
  };

  const addActor = (id: string): ActorRecord => {
    const known = actors.get(id);
    if (known !== undefined) return known;
    const record = watchActor(id, watcher);
    actors.set(id, record);
    if (frozenAt !== undefined) startClock(record, frozenAt, slots);
    return record;
  };
  const watcher: Watcher = { adopt: addActor, localName };
  noteScope(watcher);
  const records = (): readonly ActorRecord[] => [...actors.values()];

  const addSocket = (socket: OpenSocket, holder: string | undefined): CloseSocket => {
    const record = holder === undefined ? undefined : addActor(holder);
    if (record !== undefined) sockets.push({ socket, record, fencedAt: "" });
    all.push(socket);
    socket.mailbox.watch(notify);
    socket.onEnd(notify);
    const close: CloseSocket = (code, reason) => closeSocket(socket, record, { code, reason });
    cleanups.push(() => {
      if (socket.closing === undefined && !socket.isLocallyClosed) leaks.push(describeOpen(socket));
      return close(1000, "test ended");
    });
    return close;
  };

  const openSockets = (): readonly FencedSocket[] =>
    sockets.filter(({ socket }) => socket.closing === undefined);
  const settleAll = (rest: Rest): Promise<Settled> =>
    settle({
      ...rest,
      records,
      sockets: openSockets,
      limit: waits.limit(rest.deadlineMs),
    });

  const clockOver = (some: () => readonly ActorRecord[], moved?: (now: number) => void): Clock =>
    createClock({
      records: some,
      slots,
      deliver: async () => {
        await Promise.all(openSockets().map(passFence));
      },
      ...(moved && { moved }),
    });

  const dispose = async (): Promise<readonly unknown[]> => {
    const errors: unknown[] = [...listUnawaited(waits), ...(await removeFaults(faults))];
    const attempt = async (cleanup: () => unknown): Promise<void> => {
      try {
        await cleanup();
      } catch (error) {
        errors.push(error);
      }
    };
    for (const cleanup of cleanups.splice(0).toReversed()) await attempt(cleanup);
    const own = records().filter(({ watchers }) => watchers.size === 1);
    await drain(own, waits);
    for (const record of own) {
      const found = listActorLeaks(record);
      leaks.push(...found);
      await abortBlocked(record, "footlights: the test that this actor belongs to has ended");
      unwatchActor(record.id, watcher);
      await attempt(async () => leaks.push(...(await cleanUp(record, found))));
    }
    for (const record of records()) unwatchActor(record.id, watcher);
    return [...errors, ...applyPolicy(policy, leaks)];
  };

  return {
    records,
    version: () => versionOf(records()),
    surroundings: () => describeSurroundings(records(), all),
    settle: settleAll,
    clock: clockOver(records, (now) => {
      frozenAt = now;
    }),
    clockOf: (record) => clockOver(() => [record]),
    addActor,
    addSocket,
    defer: (cleanup) => cleanups.push(cleanup),
    addFault: (fault) => {
      faults.push(fault);
      return fault;
    },
    onActivity: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose,
  };
}

function describeOpen({ name, site }: OpenSocket): Leak {
  return { what: `${name} still open`, expected: "it closed", site, isHarmless: true };
}

function listUnawaited(waits: Waits): readonly Error[] {
  waits.cancel();
  return Array.from(waits.unawaited, ({ what, site }) => {
    const message = `Could not end the test cleanly: found nobody awaiting ${what}, expected an await in front of it.`;
    return errorAt(site, "leak", message);
  });
}

async function removeFaults(faults: readonly InjectedFault[]): Promise<readonly Error[]> {
  for (const fault of faults) fault.remove();
  await Promise.all(faults.map((fault) => fault.ended()));
  return faults.flatMap((fault) => fault.complaint() ?? []);
}

/** Lets work in flight end, as far as it does so by itself; what remains is listed as leaks afterwards. */
async function drain(records: readonly ActorRecord[], waits: Waits): Promise<void> {
  if (records.every(({ activities }) => activities.size === 0)) return;
  const { ms } = waits.limit();
  const limit = { ms: Math.min(ms, 1000), text: "" };
  const site = captureCallSite(drain);
  const rest = {
    records: () => records,
    sockets: () => [],
    limit,
    site,
    why: "",
    horizonMs: SOON_MS,
  };
  await settle(rest).catch(() => {});
}

function applyPolicy(policy: LeakPolicy, leaks: readonly Leak[]): readonly Error[] {
  const counted = leaks.filter(({ isHarmless }) => policy === "strict" || !isHarmless);
  if (policy === "off") return [];
  if (policy !== "warn") return counted.map(describeLeak);
  for (const leak of counted) console.warn(describeLeak(leak).stack);
  return [];
}
