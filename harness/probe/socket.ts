import { describeValue } from "../matching/describe.ts";
import type { CallSite } from "../failures/errors.ts";
import { type Frame, type Sendable, decodeFrame, encodeMessage } from "../matching/frame.ts";
import { type Mailbox, openMailbox } from "./mailbox.ts";
import { isFence, makeFence } from "../trace/fence.ts";
import { monotonicNow } from "../workerd/runtime.ts";
import type { Stream } from "./stream.ts";
import { type TimelineEvent, remember } from "../failures/timeline.ts";
import type { Waits } from "../timing/waits.ts";

/** How a socket ended. */
export interface Closing {
  /** 1006 when the other end vanished without a close frame. */
  readonly code: number;
  /** Empty when none was given. */
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
  /** What happened on this socket last, oldest first. */
  readonly events: readonly TimelineEvent[];
  /** Number of messages that this end sent. */
  readonly sent: number;
  send(message: Sendable): void;
  closeLocally(code: number, reason: string): void;
  /**
   * Resolves once everything sent so far has reached the actor, and everything that it had sent by then has come
   * back; also when the socket ends first. For sockets whose other end is an instrumented actor only.
   */
  fence(): Promise<void>;
}

/** What an accepted socket belongs to. */
export interface SocketOptions {
  readonly name: string;
  readonly waits: Waits;
  readonly binaryType: "arraybuffer" | "blob";
  readonly protocol: string;
  readonly site: CallSite;
  readonly settle: Stream["settle"];
  readonly originOf: Stream["originOf"];
  readonly surroundings: Stream["surroundings"];
}

/** Accepts a socket with its listeners already attached: a frame that comes before the first await is not lost. */
export function acceptSocket(socket: WebSocket, options: SocketOptions): OpenSocket {
  const mailbox = openMailbox();
  const endListeners = new Set<() => void>();
  const fences = openFences(socket);
  let closing: Closing | undefined;
  let isLocallyClosed = false;
  let sent = 0;
  let lastSent = "";
  const events: TimelineEvent[] = [];
  const tell = (what: string): void => remember(events, { at: monotonicNow(), what });

  socket.binaryType = options.binaryType;
  listen(socket, mailbox, fences);
  mailbox.watch(({ message }) => tell(`gets ${describeValue(message, 40)}`));
  socket.addEventListener("close", ({ code, reason, wasClean }) => {
    closing ??= { code, reason, wasClean };
    tell(describeClosing(closing));
    fences.end();
    for (const listener of endListeners) listener();
  });
  socket.accept();

  return {
    name: `socket "${options.name}"`,
    site: options.site,
    protocol: options.protocol,
    mailbox,
    events,
    waits: options.waits,
    settle: options.settle,
    originOf: options.originOf,
    surroundings: options.surroundings,
    get closing() {
      return closing;
    },
    get isLocallyClosed() {
      return isLocallyClosed;
    },
    get sent() {
      return sent;
    },
    send: (message) => {
      socket.send(encodeMessage(message));
      sent += 1;
      lastSent = describeValue(message, 100);
      tell(`sends ${describeValue(message, 40)}`);
    },
    closeLocally: (code, reason) => {
      isLocallyClosed = true;
      // 1005 may not be sent: it is what the other end is told when no code was.
      if (code === 1005) socket.close();
      else socket.close(code, reason);
    },
    fence: async () => {
      if (closing === undefined && !isLocallyClosed) await fences.send();
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

interface Fences {
  send(): Promise<void>;
  /** Takes a fence that came back. */
  pass(fence: string): void;
  /** Lets everybody go: nothing comes back any more. */
  end(): void;
}

function openFences(socket: WebSocket): Fences {
  const waiting = new Map<string, () => void>();
  let last = 0;
  return {
    send: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const fence = makeFence((last += 1));
      waiting.set(fence, resolve);
      socket.send(fence);
      return promise;
    },
    pass: (fence) => {
      waiting.get(fence)?.();
      waiting.delete(fence);
    },
    end: () => {
      for (const resolve of waiting.values()) resolve();
      waiting.clear();
    },
  };
}

function listen(socket: WebSocket, mailbox: Mailbox, fences: Fences): void {
  socket.addEventListener("message", ({ data }) => {
    if (isFence(data)) fences.pass(data);
    else mailbox.push(createFrame(mailbox.received, data));
  });
}

function createFrame(index: number, data: unknown): Frame {
  if (data instanceof ArrayBuffer) {
    const bytes = new Uint8Array(data);
    return { index, data: bytes, message: bytes };
  }
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
