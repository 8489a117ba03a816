import { openCollection } from "./collection.ts";
import type { Settle, Waits } from "./waits.ts";
import { type CallSite, captureCallSite } from "./errors.ts";
import { describeFrame, describeFrames } from "./failure.ts";
import type { Frame } from "./frame.ts";
import type { Mailbox } from "./mailbox.ts";
import { type Matcher, compileMatcher } from "./matching.ts";
import type { Probe, WaitOptions } from "./probe.ts";
import { trustProtocol } from "./protocol.ts";
import { type SilenceOptions, expectSilence } from "./silence.ts";

/** A wait for everything to come to rest. */
export interface Rest {
  readonly site: CallSite;
  readonly deadlineMs: number | undefined;
  /** For the failure text, e.g. `prove silence on socket "alice"`. */
  readonly why: string;
}

/** A stream that verbs can wait on. */
export interface Stream {
  readonly name: string;
  readonly mailbox: Mailbox;
  readonly waits: Waits;
  /** One line on the state of the stream, for failure texts. */
  state(): string;
  /** Waits until nothing more can come of what has been done so far. */
  settle(rest: Rest): Promise<void>;
  /** Says who sent a frame and why, on a line of its own; empty if that is not known. */
  originOf(frame: Frame): string;
  /** Calls back once nothing can come any more, at once if that is so already; the result unsubscribes. */
  onEnd(listener: () => void): () => void;
}

/** A request to take one frame from a stream. */
export interface Take {
  readonly verb: string;
  readonly site: CallSite;
  readonly matcher: Matcher;
  readonly deadlineMs?: number | undefined;
  /** Frames before this index are passed over. */
  readonly from?: number;
}

/** Takes the first frame that matches. */
export function takeMatching(stream: Stream, take: Take): Promise<unknown> {
  const { matcher } = take;
  return wait(stream, take, (frame, settle) => {
    const result = matcher.test(frame);
    if (result.matched) settle.resolve(result.value);
    return result.matched;
  });
}

/** Takes the next frame, whatever it is, and fails if it does not match. */
export function takeNext(stream: Stream, take: Take): Promise<unknown> {
  const { matcher } = take;
  return wait(stream, take, (frame, settle) => {
    const result = matcher.test(frame);
    if (result.matched) settle.resolve(result.value);
    else {
      const differences = result.differences.map((line) => `\n  ${line}`).join("");
      const found = `found ${describeFrame(frame)}, expected ${matcher.text}`;
      settle.reject(
        "mismatch",
        `Could not take the expected message from ${stream.name}: ${found}.${differences}`,
      );
    }
    return true;
  });
}

function wait(
  stream: Stream,
  take: Take,
  offer: (frame: Frame, settle: Settle<unknown>) => boolean,
): Promise<unknown> {
  const what = `${take.verb} ${take.matcher.text} on ${stream.name}`;
  const explain = (limit: string): string =>
    `Could not ${what}: found nothing that matches ${limit}.\n` +
    `${describeFrames(stream.mailbox, take.matcher)}\n  ${stream.state()}`;
  return stream.waits.wait({
    what,
    site: take.site,
    deadlineMs: take.deadlineMs,
    listen: (settle) => {
      const stopAsking = stream.mailbox.ask((frame) => offer(frame, settle), take.from);
      const stopEnd = stream.onEnd(() => settle.reject("closed", explain("before the end")));
      return () => {
        stopAsking();
        stopEnd();
      };
    },
    explain,
  });
}

/** Makes the verbs of a probe over a stream. */
export function createProbe<Received>(stream: Stream): Probe<Received> {
  const receive = (given?: unknown, options: WaitOptions = {}): Promise<unknown> =>
    takeMatching(stream, {
      verb: "receive",
      site: captureCallSite(receive),
      matcher: compileMatcher(given),
      deadlineMs: options.deadlineMs,
    });
  const expectMessage = (given?: unknown, options: WaitOptions = {}): Promise<unknown> =>
    takeNext(stream, {
      verb: "expect",
      site: captureCallSite(expectMessage),
      matcher: compileMatcher(given),
      deadlineMs: options.deadlineMs,
    });
  const expectNoMessage = (given?: unknown, options: SilenceOptions = {}): Promise<void> => {
    const matcher = compileMatcher(given);
    const site = captureCallSite(expectNoMessage);
    const what = `expect no message on ${stream.name}`;
    return stream.waits.follow(
      { what, site },
      expectSilence(stream, { ...options, matcher, site }),
    );
  };
  return {
    name: stream.name,
    expectNoMessage: trustProtocol(expectNoMessage),
    receive: trustProtocol(receive),
    expectMessage: trustProtocol(expectMessage),
    collect: trustProtocol((matcher?: unknown) => openCollection(stream, compileMatcher(matcher))),
    peek: () => trustProtocol(stream.mailbox.unread[0]?.message),
    get messages() {
      return stream.mailbox.unread.map(({ message }) => trustProtocol<Received>(message));
    },
  };
}
