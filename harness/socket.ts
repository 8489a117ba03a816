import type { Waits } from "./waits.ts";
import type { CallSite } from "./errors.ts";
import { describeValue } from "./describe.ts";
import { type Frame, type Sendable, decodeFrame, encodeMessage } from "./frame.ts";
import { openMailbox } from "./mailbox.ts";
import type { Stream } from "./verbs.ts";

/** How a socket ended. */
export interface Closing {
  /** 1006 when the other end vanished without a close frame. */
  readonly code: number;
  readonly reason: string;
  /** False when the other end vanished without a close frame. */
  readonly wasClean: boolean;
}

/** An accepted client socket and everything that came over it. */
export interface OpenSocket extends Stream {
  readonly site: CallSite;
  /** The subprotocol that the other end chose; empty if none. */
  readonly protocol: string;
  /** Undefined while the other end has not closed. */
  readonly closing: Closing | undefined;
  /** Whether this end has closed. */
  readonly isLocallyClosed: boolean;
  send(message: Sendable): void;
  closeLocally(code: number, reason: string): void;
}

/** What an accepted socket belongs to. */
export interface SocketOptions {
  readonly name: string;
  readonly waits: Waits;
  readonly binaryType: "arraybuffer" | "blob";
  readonly protocol: string;
  readonly site: CallSite;
}

/** Accepts a socket with its listeners already attached: a frame that comes before the first await is not lost. */
export function acceptSocket(socket: WebSocket, options: SocketOptions): OpenSocket {
  const mailbox = openMailbox();
  const endListeners = new Set<() => void>();
  let closing: Closing | undefined;
  let isLocallyClosed = false;
  let sent = 0;
  let lastSent = "";

  socket.binaryType = options.binaryType;
  socket.addEventListener("message", ({ data }) => {
    mailbox.push(createFrame(mailbox.received, data));
  });
  socket.addEventListener("close", ({ code, reason, wasClean }) => {
    closing ??= { code, reason, wasClean };
    for (const listener of endListeners) listener();
  });
  socket.accept();

  return {
    name: `socket "${options.name}"`,
    site: options.site,
    protocol: options.protocol,
    mailbox,
    waits: options.waits,
    get closing() {
      return closing;
    },
    get isLocallyClosed() {
      return isLocallyClosed;
    },
    send: (message) => {
      socket.send(encodeMessage(message));
      sent += 1;
      lastSent = describeValue(message, 100);
    },
    closeLocally: (code, reason) => {
      isLocallyClosed = true;
      socket.close(code, reason);
    },
    onEnd: (listener) => {
      endListeners.add(listener);
      if (closing !== undefined) listener();
      return () => endListeners.delete(listener);
    },
    state: () => {
      const ends = closing === undefined ? describeOpen(isLocallyClosed) : describeClosing(closing);
      return `socket: ${ends}; ${sent} sent${sent > 0 ? `, last ${lastSent}` : ""}`;
    },
  };
}

function createFrame(index: number, data: unknown): Frame {
  if (data instanceof ArrayBuffer)
    return { index, data: new Uint8Array(data), message: new Uint8Array(data) };
  const payload = data instanceof Blob ? data : String(data);
  return { index, data: payload, message: decodeFrame(payload) };
}

function describeOpen(isLocallyClosed: boolean): string {
  return isLocallyClosed ? "closed by the test, not yet by the actor" : "open";
}

/** Writes how a socket ended, e.g. `closed with 1000 "bye"`. */
export function describeClosing({ code, reason, wasClean }: Closing): string {
  const how = wasClean ? "closed" : "broken off";
  return `${how} with ${code}${reason === "" ? "" : ` ${describeValue(reason)}`}`;
}
