import type { CallSite } from "../failures/errors.ts";
import { describeFrame, describeFrames } from "./failure.ts";
import type { Frame } from "../matching/frame.ts";
import type { Verdict } from "./mailbox.ts";
import type { Matcher } from "../matching/matching.ts";
import type { Stream } from "./stream.ts";

/** What a step does with a frame: a verdict, or what is wrong with the frame. */
export type StepResult = Verdict | { readonly wrong: string };

/** A request to take frames from a stream. */
export interface Take {
  /** For failure texts, e.g. `receive "hello"`; the stream's name follows. */
  readonly what: string;
  readonly site: CallSite;
  readonly deadlineMs?: number | undefined;
  /** Frames before this index are passed over. */
  readonly from?: number;
  /** What near misses are measured by. */
  readonly matcher: Matcher;
  /** Decides about one frame. */
  step(frame: Frame): StepResult;
  /** What the wait gives once a step has stopped it. */
  result(): unknown;
  /** Says how far it came, for the failure text; default: nothing that matches was found. */
  progress?(): string;
}

/** Takes frames as the steps of `take` say; rejects when they end or the deadline passes before a step stops it. */
export function takeFrames(stream: Stream, take: Take): Promise<unknown> {
  const what = `${take.what} on ${stream.name}`;
  const explain = (limit: string): string => {
    const found = take.progress?.() ?? "found nothing that matches";
    const frames = describeFrames(stream.mailbox, take.matcher);
    return `Could not ${what}: ${found} ${limit}.\n${frames}\n  ${stream.state()}${stream.surroundings()}`;
  };
  return stream.waits.wait({
    what,
    site: take.site,
    deadlineMs: take.deadlineMs,
    explain,
    listen: (settle) => {
      const stopAsking = stream.mailbox.ask((frame) => {
        const verdict = take.step(frame);
        if (typeof verdict === "object") {
          settle.reject("mismatch", `Could not ${what}: ${verdict.wrong}${stream.originOf(frame)}`);
          return "take and stop";
        }
        if (verdict.endsWith("stop")) settle.resolve(take.result());
        return verdict;
      }, take.from);
      const stopEnd = stream.onEnd(() => settle.reject("closed", explain("before the end")));
      return () => {
        stopAsking();
        stopEnd();
      };
    },
  });
}

/** Says that a frame is not the one that was expected, with the differences line by line. */
export function describeMismatch(frame: Frame, matcher: Matcher): string {
  const result = matcher.test(frame);
  const differences = result.matched ? [] : result.differences.map((line) => `\n  ${line}`);
  return `found ${describeFrame(frame)}, expected ${matcher.text}.${differences.join("")}`;
}
