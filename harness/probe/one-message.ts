import type { CallSite } from "../failures/errors.ts";
import type { Matcher } from "../matching/matching.ts";
import type { Stream } from "./stream.ts";
import { type Take, describeMismatch, takeFrames } from "./take.ts";

/** What the verbs for one message have in common. */
export interface OneMessage {
  readonly matcher: Matcher;
  readonly site: CallSite;
  readonly deadlineMs?: number | undefined;
  /** Frames before this index are passed over. */
  readonly from?: number;
}

/** Takes the first frame that matches and leaves the others. */
export function receive(stream: Stream, one: OneMessage, verb = "receive"): Promise<unknown> {
  return takeFrames(stream, {
    ...one,
    what: `${verb} ${one.matcher.text}`,
    ...takeFirst(one.matcher, () => "leave"),
  });
}

/** Takes the next frame, which must match. */
export function expectMessage(stream: Stream, one: OneMessage): Promise<unknown> {
  return takeFrames(stream, {
    ...one,
    what: "take the expected message",
    progress: () => `found none, expected ${one.matcher.text}`,
    ...takeFirst(one.matcher, (frame) => ({ wrong: describeMismatch(frame, one.matcher) })),
  });
}

/** Takes frames up to the first that matches and gives that one; those before are dropped if they match `skip`. */
export function fishForMessage(stream: Stream, one: OneMessage, skip: Matcher): Promise<unknown> {
  return takeFrames(stream, {
    ...one,
    what: `fish for ${one.matcher.text}`,
    ...takeFirst(one.matcher, (frame) =>
      skip.test(frame).matched ? "take" : { wrong: describeMismatch(frame, one.matcher) },
    ),
  });
}

function takeFirst(matcher: Matcher, otherwise: Take["step"]): Pick<Take, "step" | "result"> {
  let value: unknown;
  return {
    step: (frame) => {
      const result = matcher.test(frame);
      if (!result.matched) return otherwise(frame);
      value = result.value;
      return "take and stop";
    },
    result: () => value,
  };
}
