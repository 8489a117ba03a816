import { closeSocket } from "./closing.ts";
import type { Rest } from "./stream.ts";
import type { Waits } from "./waits.ts";
import { type HarnessError, errorAt } from "./errors.ts";
import { findStub, runInside } from "./runtime.ts";
import type { InjectedFault } from "./faults/fault.ts";
import { type FencedSocket, type Settled, settle } from "./settle.ts";
import type { OpenSocket } from "./socket.ts";
import type { ActorRecord, Watcher } from "./trace/record.ts";
import { unwatchActor, watchActor } from "./trace/registry.ts";

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
  /** Promises of which one resolves when an actor begins or ends something. */
  readonly changes: () => readonly Promise<void>[];
  /** Waits until every actor has come to rest. */
  readonly settle: (rest: Rest) => Promise<Settled>;
  readonly dispose: () => Promise<void>;
}

/** Opens the list of what a scope owns. */
export function openOwnership(waits: Waits): Ownership {
  const actors = new Map<string, ActorRecord>();
  const sockets: FencedSocket[] = [];
  const faults: InjectedFault[] = [];
  const cleanups: (() => unknown)[] = [];
  const listeners = new Set<() => void>();
  const notify = (): void => {
    for (const listener of listeners) listener();
  };

  const addActor = (id: string): ActorRecord => {
    const record = actors.get(id) ?? watchActor(id, watcher);
    actors.set(id, record);
    return record;
  };

  const records = (): readonly ActorRecord[] => [...actors.values()];
  const openSockets = (): readonly FencedSocket[] =>
    sockets.filter(({ socket }) => socket.closing === undefined);
  const watcher: Watcher = { adopt: addActor };

  const addSocket = (socket: OpenSocket, holder: string | undefined): CloseSocket => {
    const record = holder === undefined ? undefined : addActor(holder);
    if (record !== undefined) sockets.push({ socket, record, fencedAt: "" });
    socket.mailbox.watch(notify);
    socket.onEnd(notify);
    const close: CloseSocket = (code, reason) => closeSocket(socket, record, { code, reason });
    cleanups.push(() => close(1000, "test ended"));
    return close;
  };

  const dispose = async (): Promise<void> => {
    const errors: unknown[] = [...listUnawaited(waits), ...removeFaults(faults)];
    const attempt = async (cleanup: () => unknown): Promise<void> => {
      try {
        await cleanup();
      } catch (error) {
        errors.push(error);
      }
    };
    for (const cleanup of cleanups.splice(0).toReversed()) await attempt(cleanup);
    for (const record of actors.values()) await attempt(() => releaseActor(record, watcher));
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) throw new AggregateError(errors, describeAll(errors));
  };

  return {
    records,
    changes: () => records().flatMap(({ changed }) => (changed === undefined ? [] : [changed])),
    settle: ({ deadlineMs, ...rest }) =>
      settle({ ...rest, records, sockets: openSockets, limit: waits.limit(deadlineMs) }),
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

function listUnawaited(waits: Waits): HarnessError[] {
  waits.cancel();
  return Array.from(waits.unawaited, ({ what, site }) => {
    const message = `Could not end the test cleanly: found nobody awaiting ${what}, expected an await in front of it.`;
    return errorAt(site, "leak", message);
  });
}

function removeFaults(faults: readonly InjectedFault[]): readonly Error[] {
  for (const fault of faults) fault.remove();
  return faults.flatMap((fault) => fault.complaint() ?? []);
}

/** Takes away what would outlive the test: the alarm, and the actor's ends of its sockets. */
async function releaseActor(record: ActorRecord, watcher: Watcher): Promise<void> {
  const isLast = unwatchActor(record.id, watcher);
  const stub = isLast && record.changed !== undefined ? findStub(record.id) : undefined;
  if (stub === undefined) return;
  await runInside(stub, async (_instance, state) => {
    await state.storage.deleteAlarm();
    for (const socket of state.getWebSockets()) socket.close(1001, "test ended");
  });
}

function describeAll(errors: readonly unknown[]): string {
  const lines = errors.map(
    (error) => `\n- ${error instanceof Error ? error.message : String(error)}`,
  );
  return `Could not end the test cleanly: found ${errors.length} things left behind.${lines.join("")}`;
}
