import { type CallSite, errorAt } from "../failures/errors.ts";
import { describeFrame } from "./failure.ts";
import type { Frame } from "../matching/frame.ts";
import type { Matcher } from "../matching/matching.ts";
import { pause } from "../workerd/runtime.ts";
import type { Stream } from "./stream.ts";

/** How silence is proven. */
export interface SilenceOptions {
  /** Milliseconds that the actors may take to come to rest; default as for every wait. */
  readonly deadlineMs?: number;
  /**
   * Waits for so many milliseconds instead of proving anything: for what no actor of this Worker causes. Default: prove.
   * Never multiplied by the time factor.
   */
  readonly forMs?: number;
}

/** What a silence needs to know besides the stream itself. */
export interface Silence extends SilenceOptions {
  readonly matcher: Matcher;
  readonly site: CallSite;
}

/** Rejects with "mismatch" if a message that matches is unread, or comes before everything has come to rest. */
export async function expectSilence(stream: Stream, silence: Silence): Promise<void> {
  const { matcher, site } = silence;
  failOnMatch(stream, silence);
  const arrived = Promise.withResolvers<void>();
  const stopWatching = stream.mailbox.watch((frame) => {
    if (matcher.test(frame).matched) arrived.resolve();
  });
  const rest =
    silence.forMs === undefined
      ? stream.settle({
          site,
          deadlineMs: silence.deadlineMs,
          why: `prove silence on ${stream.name}`,
        })
      : pause(silence.forMs);
  try {
    await Promise.race([rest, arrived.promise]);
  } finally {
    stopWatching();
    // It may still fail after a message has come: that failure is the one to tell.
    rest.catch(() => {});
  }
  failOnMatch(stream, silence);
}

function failOnMatch(stream: Stream, { matcher, site }: Silence): void {
  const found = stream.mailbox.unread.find((frame) => matcher.test(frame).matched);
  if (found !== undefined) throw errorAt(site, "mismatch", describeBreach(stream, matcher, found));
}

function describeBreach(stream: Stream, matcher: Matcher, frame: Frame): string {
  const found = `found ${describeFrame(frame)}, expected no message`;
  const like = matcher.isAny ? "" : ` like ${matcher.text}`;
  return `Could not see silence on ${stream.name}: ${found}${like}.${stream.originOf(frame)}`;
}
