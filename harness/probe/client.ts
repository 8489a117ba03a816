import { type CallSite, captureCallSite, errorAt } from "../failures/errors.ts";
import type { Sendable } from "../matching/frame.ts";
import { correlate } from "../matching/correlation.ts";
import { compileMatcher } from "../matching/matching.ts";
import type { AsymmetricMatcher, Matching, Pattern, Schema, Strict } from "../matching/pattern.ts";
import type { Probe } from "./probe.ts";
import type { AnyMatcher, Matched, WaitOptions } from "./verb-types.ts";
import { type Closing, type OpenSocket, describeClosing } from "./socket.ts";
import { createProbe } from "./create-probe.ts";
import { receive } from "./one-message.ts";

/** What `expectClosed` compares; what is left out may be anything. */
export interface ExpectedClosing {
  /** The close code; 1006 after a crash. Default: any. */
  readonly code?: number;
  /** The whole reason, or a pattern for a part of it. Default: any. */
  readonly reason?: string | RegExp;
  /** Whether a close frame came; false after a crash. Default: either. */
  readonly clean?: boolean;
}

/** Sends a message and takes the reply that matches, as narrowly typed as the matcher allows. */
export interface CallVerb<Received, Sent> {
  /** Takes the first message that comes afterwards. */
  (message: Sent, reply?: undefined, options?: WaitOptions): Promise<Received>;
  /** Takes text that is equal to a string or matches a regular expression; gives the text itself. */
  (message: Sent, reply: string | RegExp, options?: WaitOptions): Promise<string>;
  /** Takes a message that a Standard Schema accepts; gives the schema's output. */
  <Output>(message: Sent, reply: Schema<Output>, options?: WaitOptions): Promise<Output>;
  /** Takes a message that a type guard accepts. */
  <Narrow extends Received>(
    message: Sent,
    guard: (message: Received) => message is Narrow,
    options?: WaitOptions,
  ): Promise<Narrow>;
  /** Takes a message for which the predicate returns true. */
  (
    message: Sent,
    reply: ((message: Received) => boolean) | AsymmetricMatcher,
    options?: WaitOptions,
  ): Promise<Received>;
  /** Takes a message that has at least these fields, at any depth. */
  <const Given extends Pattern<Received>>(
    message: Sent,
    pattern: Given & Strict<Received, Given>,
    options?: WaitOptions,
  ): Promise<Matching<Received, Given>>;
}

/** A probe on a WebSocket: the test is the client. */
export interface Client<Received, Sent = Sendable> extends Probe<Received> {
  /** Sends text and bytes as they are and everything else as JSON. Throws "closed" when the socket has ended. */
  send(message: Sent): void;
  /**
   * Sends a message and takes its reply: the first that matches among those that come afterwards.
   * If the message has a `correlationId`, `requestId` or `id`, the reply must carry the same value,
   * in that field or as `replyTo` or `inReplyTo`. Rejects with "deadline" or "closed", as every verb that waits.
   */
  readonly call: CallVerb<Received, Sent>;
  /**
   * Answers every unread and coming message that matches, until the result is called; they are not seen by other
   * verbs. What `respond` returns is sent, undefined is not. Answers pings, acknowledges, plays the other side.
   */
  readonly autoPilot: <const Given extends AnyMatcher<Received>>(
    matcher: Given,
    respond: (message: Matched<Received, Given>) => Sent | undefined,
  ) => () => void;
  /** Resolves once the other end has closed; rejects with "mismatch" if it closed otherwise than expected. */
  expectClosed(expected?: ExpectedClosing, options?: WaitOptions): Promise<Closing>;
  /**
   * Closes this end (default: 1000, no reason) and resolves when the other end has seen it.
   * 1005 closes without a code, as a browser's `close()` does. Rejects with "leak" when the actor has not handled the
   * close frame before the deadline.
   */
  close(code?: number, reason?: string): Promise<void>;
  /** How the other end closed; undefined while it is open. */
  readonly closed: Closing | undefined;
  /** The subprotocol that the other end chose; empty if none. */
  readonly protocol: string;
}

/** Makes the client of an open socket; `close` is how its scope closes it. */
export function createClient<Received, Sent extends Sendable>(
  socket: OpenSocket,
  close: (code: number, reason: string) => Promise<void>,
): Client<Received, Sent> {
  const probe = createProbe<Received>(socket);

  const send = (message: Sent): void => {
    const ended = socket.closing !== undefined || socket.isLocallyClosed;
    if (ended)
      throw errorAt(
        captureCallSite(send),
        "closed",
        `Could not send on ${socket.name}: found it closed. ${socket.state()}`,
      );
    socket.send(message);
  };

  const call = (message: Sent, reply?: unknown, options: WaitOptions = {}): Promise<unknown> => {
    const from = socket.mailbox.received;
    send(message);
    const matcher = correlate(message, compileMatcher(reply));
    const { deadlineMs } = options;
    return receive(
      socket,
      { matcher, site: captureCallSite(call), deadlineMs, from },
      "receive the reply",
    );
  };

  const autoPilot = (
    given: unknown,
    respond: (message: unknown) => Sent | undefined,
  ): (() => void) => {
    const matcher = compileMatcher(given);
    return socket.mailbox.keepOut((frame) => {
      const result = matcher.test(frame);
      const answer = result.matched ? respond(result.value) : undefined;
      if (answer !== undefined) send(answer);
      return result.matched;
    });
  };

  const expectClosed = (
    expected: ExpectedClosing = {},
    options: WaitOptions = {},
  ): Promise<Closing> => {
    const site = captureCallSite(expectClosed);
    const seeing = seeClosed(site, expected, options);
    return socket.waits.follow({ what: `see ${socket.name} closed`, site }, seeing);
  };

  const seeClosed = async (
    site: CallSite,
    expected: ExpectedClosing,
    options: WaitOptions,
  ): Promise<Closing> => {
    const closing = await socket.waits.wait<Closing>({
      what: `see ${socket.name} closed`,
      site,
      deadlineMs: options.deadlineMs,
      listen: ({ resolve }) => socket.onEnd(() => socket.closing && resolve(socket.closing)),
      explain: (limit) =>
        `Could not see ${socket.name} closed: found it open ${limit}.\n  ${socket.state()}`,
    });
    if (isExpected(closing, expected)) return closing;
    const wanted = describeExpected(expected);
    const message = `Could not see ${socket.name} closed as expected: found ${describeClosing(closing)}, expected ${wanted}.`;
    throw errorAt(site, "mismatch", message);
  };

  // Written out: a spread would turn the getter `messages` into a value.
  return Object.defineProperties(Object.create(probe), {
    send: { value: send },
    call: { value: call },
    autoPilot: { value: autoPilot },
    expectClosed: { value: expectClosed },
    close: { value: (code = 1000, reason = "") => close(code, reason) },
    closed: { get: () => socket.closing },
    protocol: { value: socket.protocol },
  });
}

function isExpected(closing: Closing, { code, reason, clean }: ExpectedClosing): boolean {
  if (code !== undefined && code !== closing.code) return false;
  if (clean !== undefined && clean !== closing.wasClean) return false;
  if (reason instanceof RegExp) return closing.reason.search(reason) >= 0;
  return reason === undefined || reason === closing.reason;
}

function describeExpected({ code, reason, clean }: ExpectedClosing): string {
  const parts = [
    ...(code === undefined ? [] : [String(code)]),
    ...(reason === undefined
      ? []
      : [typeof reason === "string" ? JSON.stringify(reason) : String(reason)]),
    ...(clean === undefined ? [] : [clean ? "clean" : "not clean"]),
  ];
  return parts.length === 0 ? "any" : parts.join(" ");
}
