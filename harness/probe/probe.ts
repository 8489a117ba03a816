import type {
  AnyMatcher,
  CollectVerb,
  FilterVerb,
  MatchAllVerb,
  MatchVerb,
  SilenceVerb,
  WaitOptions,
} from "./verb-types.ts";

/** How {@link Probe.fishForMessage} treats what comes before. */
export interface FishOptions<Received> extends WaitOptions {
  /** What may be dropped; a message that does not match fails the wait. Default: everything. */
  readonly skip?: AnyMatcher<Received>;
}

/**
 * The test's end of a stream of messages: a mailbox that keeps every message until a verb takes it.
 * Text that is a JSON object or array arrives parsed, other text as a string, binary frames as `Uint8Array`.
 *
 * Every verb that waits rejects with "deadline" when nothing came in time and with "closed" when nothing can come
 * any more; the text lists what did arrive. Verbs are served in the order in which they were called.
 */
export interface Probe<Received> extends AsyncIterable<Received> {
  /** What failure texts call it. */
  readonly name: string;
  /** Takes the oldest message that matches, read or yet to come; the others stay unread. */
  readonly receive: MatchVerb<Received>;
  /** Takes the next message and rejects with "mismatch" if it is not the one that was expected. */
  readonly expectMessage: MatchVerb<Received>;
  /** Takes messages up to the first that matches and gives that one; those before are dropped. */
  readonly fishForMessage: MatchVerb<Received, FishOptions<Received>>;
  /** Takes the next `count` messages. */
  readonly receiveN: (count: number, options?: WaitOptions) => Promise<readonly Received[]>;
  /** Takes messages up to and with the first that matches, and gives them all. */
  readonly receiveUntil: FilterVerb<Received, WaitOptions, Promise<readonly Received[]>>;
  /**
   * Takes messages as long as they match, and gives them. Ends before the first that does not match (it stays
   * unread), at the end of the stream, or when the scope has come to rest: no time is spent on waiting for nothing.
   */
  readonly receiveWhile: FilterVerb<Received, WaitOptions, Promise<readonly Received[]>>;
  /** Takes one message for each matcher, in whatever order they come; the others stay unread. */
  readonly expectAllOf: MatchAllVerb<Received>;
  /** Takes the next messages: each must match the matcher in its place, with nothing in between. */
  readonly expectSequence: MatchAllVerb<Received>;
  /**
   * Proves that no message that matches is unread or can still come of what was done so far: waits until every
   * actor of the scope has come to rest and all frames on the way are here, usually a few milliseconds.
   * Timers and alarms due before the deadline are waited for; of one that comes again and again (20 times, or for a
   * second) the next beat only. On virtual time none is.
   * Rejects with "mismatch", naming the message, the line that sent it and its cause; with "deadline" when the
   * actors do not come to rest; with "usage" when the other end is not an actor of this Worker.
   */
  readonly expectNoMessage: SilenceVerb<Received>;
  /** Opens a live view of the unread and all coming messages that match; takes nothing from the mailbox. */
  readonly collect: CollectVerb<Received>;
  /**
   * Drops the unread and all coming messages that match (default: all), so that no verb sees them and no memory
   * is kept for them. The result ends that.
   */
  readonly ignore: FilterVerb<Received, never, () => void>;
  /** Drops the unread and all coming messages that do not match. The result ends that. */
  readonly only: FilterVerb<Received, never, () => void>;
  /** Takes every unread message, without waiting. */
  readonly flush: () => readonly Received[];
  /** The oldest unread message, or undefined; takes nothing. */
  readonly peek: () => Received | undefined;
  /** The unread messages, oldest first; takes nothing. */
  readonly messages: readonly Received[];
}
