import { awaitChange } from "../timing/change.ts";
import { errorAt } from "../failures/errors.ts";
import { monotonicNow } from "../workerd/runtime.ts";
import type { OpenSocket } from "../probe/socket.ts";
import type { ActorRecord } from "../trace/record.ts";

/** The close frame that this end sends. */
export interface CloseFrame {
  readonly code: number;
  readonly reason: string;
}

// For a socket that no known actor holds: nothing says whether its other end will ever answer.
const STRANGER_GRACE_MS = 100;

/**
 * Closes this end and waits until the other end has dealt with it: its handler has run, or it closed as well.
 * A hibernatable socket never answers a close frame by itself (workerd 1.20261102.1), hence the record.
 */
export async function closeSocket(
  socket: OpenSocket,
  record: ActorRecord | undefined,
  frame: CloseFrame,
): Promise<void> {
  if (socket.closing !== undefined || socket.isLocallyClosed) return;
  socket.closeLocally(frame.code, frame.reason);
  const limitMs = record === undefined ? STRANGER_GRACE_MS : socket.waits.limit().ms;
  const end = monotonicNow() + limitMs;
  while (!hasSeenClose(socket, record, frame)) {
    if (monotonicNow() >= end) {
      if (record === undefined) return;
      throw errorAt(socket.site, "leak", describeUnseen(socket, record, limitMs));
    }
    await awaitChange(
      () => `${socket.closing === undefined} ${record?.version}`,
      end - monotonicNow(),
    );
  }
}

function hasSeenClose(
  socket: OpenSocket,
  record: ActorRecord | undefined,
  { code, reason }: CloseFrame,
): boolean {
  if (socket.closing !== undefined) return true;
  if (record === undefined) return false;
  const index = record.handledCloses.findIndex((it) => it.code === code && it.reason === reason);
  if (index < 0) return false;
  record.handledCloses.splice(index, 1);
  return true;
}

function describeUnseen(socket: OpenSocket, record: ActorRecord, limitMs: number): string {
  const busy = Array.from(record.activities, ({ name }) => name);
  const found =
    busy.length === 0 ? "found no answer" : `found the actor busy with ${busy.join(", ")}`;
  return `Could not close ${socket.name}: ${found} within ${Math.round(limitMs)} ms, expected the actor to handle the close frame.`;
}
