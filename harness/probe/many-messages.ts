import { type CallSite, errorAt } from "../failures/errors.ts";
import { type Matcher, compileMatcher } from "../matching/matching.ts";
import type { Stream } from "./stream.ts";
import { describeMismatch, takeFrames } from "./take.ts";

/** What the verbs for several messages have in common. */
export interface ManyMessages {
  readonly site: CallSite;
  readonly deadlineMs?: number | undefined;
}

const ANY = compileMatcher(undefined);

/** Takes the next `count` frames. */
export function receiveN(stream: Stream, many: ManyMessages, count: number): Promise<unknown> {
  if (count === 0) return Promise.resolve([]);
  const values: unknown[] = [];
  return takeFrames(stream, {
    ...many,
    what: `receive ${count} messages`,
    matcher: ANY,
    step: ({ message }) => (values.push(message) < count ? "take" : "take and stop"),
    result: () => values,
    progress: () => `found ${values.length}`,
  });
}

/** Takes frames up to and with the first that matches. */
export function receiveUntil(stream: Stream, many: ManyMessages, last: Matcher): Promise<unknown> {
  const values: unknown[] = [];
  return takeFrames(stream, {
    ...many,
    what: `receive messages until ${last.text}`,
    matcher: last,
    step: (frame) => {
      values.push(frame.message);
      return last.test(frame).matched ? "take and stop" : "take";
    },
    result: () => values,
    progress: () => `found ${values.length} others`,
  });
}

/** Takes the next frames, each of which must match the matcher in its place. */
export function expectSequence(
  stream: Stream,
  many: ManyMessages,
  matchers: readonly Matcher[],
): Promise<unknown> {
  const values: unknown[] = [];
  const next = (): Matcher => matchers[values.length] ?? ANY;
  if (matchers.length === 0) return Promise.resolve(values);
  return takeFrames(stream, {
    ...many,
    what: `see the expected sequence of ${matchers.length}`,
    matcher: matchers.at(-1) ?? ANY,
    step: (frame) => {
      const result = next().test(frame);
      if (!result.matched) {
        return { wrong: `at number ${values.length + 1}, ${describeMismatch(frame, next())}` };
      }
      values.push(result.value);
      return values.length < matchers.length ? "take" : "take and stop";
    },
    result: () => values,
    progress: () => `found ${values.length}, next is ${next().text}`,
  });
}

/** Takes one frame for each matcher, in whatever order they come, and leaves the others. */
export function expectAllOf(
  stream: Stream,
  many: ManyMessages,
  matchers: readonly Matcher[],
): Promise<unknown> {
  const values: unknown[] = matchers.map(() => undefined);
  const open = new Set(matchers.keys());
  if (open.size === 0) return Promise.resolve(values);
  return takeFrames(stream, {
    ...many,
    what: `see all of ${matchers.length} expected messages`,
    matcher: matchers[0] ?? ANY,
    step: (frame) => {
      for (const index of open) {
        const result = matchers[index]?.test(frame);
        if (result?.matched !== true) continue;
        values[index] = result.value;
        open.delete(index);
        return open.size === 0 ? "take and stop" : "take";
      }
      return "leave";
    },
    result: () => values,
    progress: () => `missed ${Array.from(open, (index) => matchers[index]?.text).join(" and ")}`,
  });
}

/**
 * Takes frames as long as they match; ends before the first that does not, when the stream ends, or when
 * everything has come to rest, so that no time is spent on waiting for nothing.
 */
export async function receiveWhile(
  stream: Stream,
  many: ManyMessages,
  matcher: Matcher,
): Promise<unknown> {
  const values: unknown[] = [];
  const stopped = Promise.withResolvers<void>();
  const stopAsking = stream.mailbox.ask((frame) => {
    const result = matcher.test(frame);
    if (result.matched) {
      values.push(result.value);
      return "take";
    }
    stopped.resolve();
    return "leave and stop";
  });
  const stopEnd = stream.onEnd(stopped.resolve);
  const rest = stream.settle({
    site: many.site,
    deadlineMs: many.deadlineMs,
    why: `receive all ${matcher.text} on ${stream.name}`,
  });
  try {
    await Promise.race([stopped.promise, rest]);
    return values;
  } finally {
    rest.catch(() => {});
    stopAsking();
    stopEnd();
  }
}

/** Fails if a count is not a whole number of at least 0. */
export function checkCount(count: number, { site }: ManyMessages): void {
  if (Number.isInteger(count) && count >= 0) return;
  throw errorAt(
    site,
    "usage",
    `Could not receive messages: found the count ${count}, expected a whole number.`,
  );
}
