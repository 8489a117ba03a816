import type { Collection } from "./collection.ts";
import type { SilenceOptions } from "./silence.ts";
import type { AsymmetricMatcher, Matching, Pattern, Schema, Strict } from "./pattern.ts";

/** How long one wait may last. */
export interface WaitOptions {
  /** Milliseconds; default: what is left of the enclosing `within`, else the scope's default of 2000. */
  readonly deadlineMs?: number;
}

/** A verb that gives back the message it matched, as narrowly typed as the matcher allows. */
export interface MatchVerb<Received> {
  /** Any message. */
  (matcher?: undefined, options?: WaitOptions): Promise<Received>;
  /** Text that is equal to a string or matches a regular expression; gives the text itself. */
  (matcher: string | RegExp, options?: WaitOptions): Promise<string>;
  /** A message that a Standard Schema accepts; gives the schema's output. */
  <Output>(schema: Schema<Output>, options?: WaitOptions): Promise<Output>;
  /** A message that a type guard accepts. */
  <Narrow extends Received>(
    guard: (message: Received) => message is Narrow,
    options?: WaitOptions,
  ): Promise<Narrow>;
  /** A message for which the predicate returns true; a predicate that throws did not match. */
  (
    matcher: ((message: Received) => boolean) | AsymmetricMatcher,
    options?: WaitOptions,
  ): Promise<Received>;
  /** A binary frame of exactly these bytes. */
  (bytes: ArrayBuffer | ArrayBufferView, options?: WaitOptions): Promise<Uint8Array>;
  /** A message that has at least these fields, at any depth. */
  <const Given extends Pattern<Received>>(
    pattern: Given & Strict<Received, Given>,
    options?: WaitOptions,
  ): Promise<Matching<Received, Given>>;
}

/** {@link MatchVerb} for a view of many messages. */
export interface CollectVerb<Received> {
  (matcher?: undefined): Collection<Received>;
  (matcher: string | RegExp): Collection<string>;
  <Output>(schema: Schema<Output>): Collection<Output>;
  <Narrow extends Received>(guard: (message: Received) => message is Narrow): Collection<Narrow>;
  (matcher: ((message: Received) => boolean) | AsymmetricMatcher): Collection<Received>;
  (bytes: ArrayBuffer | ArrayBufferView): Collection<Uint8Array>;
  <const Given extends Pattern<Received>>(
    pattern: Given & Strict<Received, Given>,
  ): Collection<Matching<Received, Given>>;
}

/** {@link MatchVerb} for what must not come. */
export interface SilenceVerb<Received> {
  (matcher?: undefined, options?: SilenceOptions): Promise<void>;
  (
    matcher:
      | string
      | RegExp
      | ArrayBuffer
      | ArrayBufferView
      | Schema
      | AsymmetricMatcher
      | ((message: Received) => boolean),
    options?: SilenceOptions,
  ): Promise<void>;
  <const Given extends Pattern<Received>>(
    pattern: Given & Strict<Received, Given>,
    options?: SilenceOptions,
  ): Promise<void>;
}

/**
 * The test's end of a stream of messages: a mailbox that keeps every message until a verb takes it.
 * Text that is a JSON object or array arrives parsed, other text as a string, binary frames as `Uint8Array`.
 */
export interface Probe<Received> {
  /** What failure texts call it. */
  readonly name: string;
  /**
   * Takes the oldest message that matches, read or yet to come; the others stay unread.
   * Rejects with "deadline" when none came in time, or "closed" when none can come any more.
   */
  readonly receive: MatchVerb<Received>;
  /** Takes the next message and rejects with "mismatch" if it is not the one that was expected. */
  readonly expectMessage: MatchVerb<Received>;
  /**
   * Proves that no message that matches is unread or can still come of what was done so far: waits until every
   * actor of the scope has come to rest and all frames on the way are here, usually a few milliseconds.
   * Rejects with "mismatch", naming the message, the line that sent it and its cause; with "deadline" when the
   * actors do not come to rest; with "usage" when the other end is not an actor of this Worker.
   */
  readonly expectNoMessage: SilenceVerb<Received>;
  /** Opens a live view of the unread and all coming messages that match; takes nothing from the mailbox. */
  readonly collect: CollectVerb<Received>;
  /** The oldest unread message, or undefined; takes nothing. */
  peek(): Received | undefined;
  /** The unread messages, oldest first. */
  readonly messages: readonly Received[];
}
