import type { AnyActor } from "./actor.ts";
import type { Deadlines } from "./deadline.ts";
import { HarnessError } from "./errors.ts";
import type { OpenSocket } from "./socket.ts";
import { nextTurn } from "./runtime.ts";

/** A socket that its scope will close. */
export interface OwnedSocket {
  close(code: number, reason: string): Promise<void>;
}

/** What one scope must give back at its end. */
export interface Ownership {
  addActor(actor: AnyActor): void;
  addSocket(socket: OpenSocket, actor: AnyActor | undefined): OwnedSocket;
  nextSocketName(): string;
  defer(cleanup: () => unknown): void;
  /** Calls back whenever a message arrives or a socket ends; the result unsubscribes. */
  readonly onActivity: (listener: () => void) => () => void;
  dispose(): Promise<void>;
}

/** Opens the list of what a scope owns. */
export function openOwnership(deadlines: Deadlines): Ownership {
  const actors = new Map<string, AnyActor>();
  const cleanups: (() => unknown)[] = [];
  const listeners = new Set<() => void>();
  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  let sockets = 0;

  const addSocket = (socket: OpenSocket, actor: AnyActor | undefined): OwnedSocket => {
    socket.mailbox.watch(notify);
    socket.onEnd(notify);
    const close = (code: number, reason: string): Promise<void> =>
      closeSocket(socket, actor, { code, reason });
    cleanups.push(() => close(1000, "test ended"));
    return { close };
  };

  const dispose = async (): Promise<void> => {
    const waiting = Array.from(deadlines.pending, ({ what }) => what);
    deadlines.cancel(
      (what) =>
        `Could not ${what}: found the test at its end while it was still waiting. Await it.`,
    );
    const errors: unknown[] = [];
    for (const cleanup of cleanups.splice(0).toReversed()) {
      try {
        await cleanup();
      } catch (error) {
        errors.push(error);
      }
    }
    for (const what of waiting) {
      errors.push(
        new HarnessError(
          "leak",
          `Could not end the test cleanly: found it still waiting to ${what}. Await it.`,
        ),
      );
    }
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1)
      throw new AggregateError(errors, `${errors.length} things were left behind`);
  };

  return {
    addActor: (actor) => actors.set(actor.id.toString(), actor),
    addSocket,
    nextSocketName: () => `${(sockets += 1)}`,
    defer: (cleanup) => cleanups.push(cleanup),
    onActivity: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose,
  };
}

async function closeSocket(
  socket: OpenSocket,
  actor: AnyActor | undefined,
  { code, reason }: { readonly code: number; readonly reason: string },
): Promise<void> {
  if (socket.closing !== undefined || socket.isLocallyClosed) return;
  socket.closeLocally(code, reason);
  if (actor === undefined) return;
  await nextTurn();
}
