import type { Collection } from "./collection.ts";
import type { AsymmetricMatcher, Matching, Pattern, Schema, Strict } from "../matching/pattern.ts";
import type { SilenceOptions } from "./silence.ts";

/** How long one wait may last. */
export interface WaitOptions {
  /** Milliseconds; default: what is left of the enclosing `within`, else the scope's default of 2000. */
  readonly deadlineMs?: number;
}

/** Everything a message can be matched with; see {@link MatchVerb} for what each means. */
export type AnyMatcher<Received> =
  | string
  | RegExp
  | ArrayBuffer
  | ArrayBufferView
  | Schema
  | AsymmetricMatcher
  | ((message: Received) => boolean)
  | Pattern<Received>;

type Guard<Received, Narrow extends Received> = (message: Received) => message is Narrow;

/** The type of what a matcher hands out. */
export type Matched<Received, Given> = Given extends string | RegExp
  ? string
  : Given extends Schema<infer Output>
    ? Output
    : Given extends Guard<Received, infer Narrow>
      ? Narrow
      : Given extends AsymmetricMatcher | ((message: Received) => boolean)
        ? Received
        : Given extends ArrayBuffer | ArrayBufferView
          ? Uint8Array
          : Matching<Received, Given>;

/** A verb that gives back the message it matched, as narrowly typed as the matcher allows. */
export interface MatchVerb<Received, Options = WaitOptions> {
  /** Any message. */
  (matcher?: undefined, options?: Options): Promise<Received>;
  /** Text that is equal to a string or matches a regular expression; gives the text itself. */
  (matcher: string | RegExp, options?: Options): Promise<string>;
  /** A message that a Standard Schema accepts; gives the schema's output. */
  <Output>(schema: Schema<Output>, options?: Options): Promise<Output>;
  /** A message that a type guard accepts. */
  <Narrow extends Received>(
    guard: (message: Received) => message is Narrow,
    options?: Options,
  ): Promise<Narrow>;
  /** A message for which the predicate returns true; a predicate that throws did not match. */
  (
    matcher: ((message: Received) => boolean) | AsymmetricMatcher,
    options?: Options,
  ): Promise<Received>;
  /** A binary frame of exactly these bytes. */
  (bytes: ArrayBuffer | ArrayBufferView, options?: Options): Promise<Uint8Array>;
  /** A message that has at least these fields, at any depth. */
  <const Given extends Pattern<Received>>(
    pattern: Given & Strict<Received, Given>,
    options?: Options,
  ): Promise<Matching<Received, Given>>;
}

/** {@link MatchVerb} for a list of matchers: gives what each matched, in the order of the list. */
export type MatchAllVerb<Received> = <const Given extends readonly AnyMatcher<Received>[]>(
  matchers: Given,
  options?: WaitOptions,
) => Promise<{ readonly [Index in keyof Given]: Matched<Received, Given[Index]> }>;

/** {@link MatchVerb} for a view of many messages. */
export interface CollectVerb<Received> {
  /** Every message. */
  (matcher?: undefined): Collection<Received>;
  /** Text that is equal to a string or matches a regular expression. */
  (matcher: string | RegExp): Collection<string>;
  /** Messages that a Standard Schema accepts, as its output. */
  <Output>(schema: Schema<Output>): Collection<Output>;
  /** Messages that a type guard accepts. */
  <Narrow extends Received>(guard: (message: Received) => message is Narrow): Collection<Narrow>;
  /** Messages for which the predicate returns true. */
  (matcher: ((message: Received) => boolean) | AsymmetricMatcher): Collection<Received>;
  /** Binary frames of exactly these bytes. */
  (bytes: ArrayBuffer | ArrayBufferView): Collection<Uint8Array>;
  /** Messages that have at least these fields, at any depth. */
  <const Given extends Pattern<Received>>(
    pattern: Given & Strict<Received, Given>,
  ): Collection<Matching<Received, Given>>;
}

/** A verb that takes whatever a message can be matched with and gives the same whichever it is. */
export interface FilterVerb<Received, Options, Result> {
  /** Any message, or what a matcher other than a partial object accepts. */
  (matcher?: Exclude<AnyMatcher<Received>, Pattern<Received>>, options?: Options): Result;
  /** Messages that have at least these fields, at any depth. */
  <const Given extends Pattern<Received>>(
    pattern: Given & Strict<Received, Given>,
    options?: Options,
  ): Result;
}

/** {@link MatchVerb} for what must not come. */
export type SilenceVerb<Received> = FilterVerb<Received, SilenceOptions, Promise<void>>;
