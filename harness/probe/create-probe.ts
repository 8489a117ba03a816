import { openCollection } from "./collection.ts";
import { type CallSite, HarnessError, captureCallSite } from "../failures/errors.ts";
import {
  checkCount,
  expectAllOf,
  expectSequence,
  receiveN,
  receiveUntil,
  receiveWhile,
} from "./many-messages.ts";
import { type Matcher, compileMatcher } from "../matching/matching.ts";
import { expectMessage, fishForMessage, receive } from "./one-message.ts";
import type { FishOptions, Probe } from "./probe.ts";
import { trustProtocol } from "../matching/protocol.ts";
import { type SilenceOptions, expectSilence } from "./silence.ts";
import type { Stream } from "./stream.ts";
import type { WaitOptions } from "./verb-types.ts";

/** Makes the verbs of a probe over a stream. */
export function createProbe<Received>(stream: Stream): Probe<Received> {
  const verbs = {
    ...createVerbsOfOne(stream),
    ...createVerbsOfMany(stream),
    ...createFilters(stream),
  };
  const state = {
    name: stream.name,
    collect: (given?: unknown) => openCollection(stream, compileMatcher(given)),
    flush: () => stream.mailbox.flush().map(({ message }) => message),
    peek: () => stream.mailbox.unread[0]?.message,
    get messages(): readonly unknown[] {
      return stream.mailbox.unread.map(({ message }) => message);
    },
    [Symbol.asyncIterator]: () => iterate(stream),
  };
  return trustProtocol(Object.assign(state, verbs));
}

type Verb<Options = WaitOptions> = (given?: unknown, options?: Options) => Promise<unknown>;

function createVerbsOfOne(stream: Stream): Readonly<Record<string, Verb<never>>> {
  const receiveOne: Verb = (given, { deadlineMs } = {}) =>
    receive(stream, {
      matcher: compileMatcher(given),
      site: captureCallSite(receiveOne),
      deadlineMs,
    });
  const expectOne: Verb = (given, { deadlineMs } = {}) =>
    expectMessage(stream, {
      matcher: compileMatcher(given),
      site: captureCallSite(expectOne),
      deadlineMs,
    });
  const fish: Verb<FishOptions<unknown>> = (given, { deadlineMs, skip } = {}) => {
    const one = { matcher: compileMatcher(given), site: captureCallSite(fish), deadlineMs };
    return fishForMessage(stream, one, compileMatcher(skip));
  };
  const expectNone: Verb<SilenceOptions> = (given, options = {}) => {
    const site = captureCallSite(expectNone);
    const silence = expectSilence(stream, { ...options, matcher: compileMatcher(given), site });
    return stream.waits.follow({ what: `expect no message on ${stream.name}`, site }, silence);
  };
  return {
    receive: receiveOne,
    expectMessage: expectOne,
    fishForMessage: fish,
    expectNoMessage: expectNone,
  };
}

function createVerbsOfMany(stream: Stream): Readonly<Record<string, Verb<never>>> {
  const count: Verb = (given, { deadlineMs } = {}) => {
    const many = { site: captureCallSite(count), deadlineMs };
    checkCount(Number(given), many);
    return receiveN(stream, many, Number(given));
  };
  const until: Verb = (given, { deadlineMs } = {}) =>
    receiveUntil(stream, { site: captureCallSite(until), deadlineMs }, compileMatcher(given));
  const whilst: Verb = (given, { deadlineMs } = {}) => {
    const many: { site: CallSite; deadlineMs: number | undefined } = {
      site: captureCallSite(whilst),
      deadlineMs,
    };
    const receiving = receiveWhile(stream, many, compileMatcher(given));
    return stream.waits.follow(
      { what: `receiveWhile on ${stream.name}`, site: many.site },
      receiving,
    );
  };
  const allOf: Verb = (given, { deadlineMs } = {}) =>
    expectAllOf(stream, { site: captureCallSite(allOf), deadlineMs }, compileAll(given));
  const sequence: Verb = (given, { deadlineMs } = {}) =>
    expectSequence(stream, { site: captureCallSite(sequence), deadlineMs }, compileAll(given));
  return {
    receiveN: count,
    receiveUntil: until,
    receiveWhile: whilst,
    expectAllOf: allOf,
    expectSequence: sequence,
  };
}

function compileAll(given: unknown): readonly Matcher[] {
  return Array.isArray(given) ? given.map(compileMatcher) : [];
}

function createFilters({
  mailbox,
}: Stream): Readonly<Record<string, (given?: unknown) => () => void>> {
  return {
    ignore: (given) => {
      const matcher = compileMatcher(given);
      return mailbox.keepOut((frame) => matcher.test(frame).matched);
    },
    only: (given) => {
      const matcher = compileMatcher(given);
      return mailbox.keepOut((frame) => !matcher.test(frame).matched);
    },
  };
}

/** Gives each message as it comes, until the stream ends. */
async function* iterate(stream: Stream): AsyncGenerator {
  const site = captureCallSite(iterate);
  const matcher = compileMatcher(undefined);
  try {
    for (;;) yield await receive(stream, { matcher, site });
  } catch (error) {
    // The end of the stream is the end of the loop.
    if (!(error instanceof HarnessError && error.code === "closed")) throw error;
  }
}
