/** What a probe hands out when it was given no protocol: any JSON object, its fields unknown. */
export type UntypedMessage = { readonly [field: string]: unknown };

/** The part of Standard Schema (version 1) that matching needs; zod, valibot and arktype schemas have it. */
export interface Schema<Output = unknown> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

/** What a schema says of a value. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] };

/** One of Vitest's asymmetric matchers: `expect.any(String)`, `expect.stringContaining("x")`. */
export interface AsymmetricMatcher {
  asymmetricMatch(other: unknown, context?: unknown): boolean;
  toString(): string;
}

/** A message with any part left out, at any depth; any part may be an asymmetric matcher. */
export type Pattern<Message> = Message extends readonly (infer Item)[]
  ? readonly Pattern<Item>[] | AsymmetricMatcher
  : Message extends object
    ? { readonly [Key in keyof Message]?: Pattern<Message[Key]> | AsymmetricMatcher }
    : Message | AsymmetricMatcher;

/** The members of the protocol that can satisfy a pattern. */
export type Matching<Message, Given> = Message extends object
  ? Fits<Message, Given> extends true
    ? Message
    : never
  : never;

type Fits<Message, Given> = {
  [Key in keyof Given]: Key extends keyof Message
    ? Given[Key] extends Pattern<Message[Key]> | AsymmetricMatcher
      ? true
      : false
    : false;
}[keyof Given] extends true
  ? true
  : false;

/** Turns each field that no member of the protocol can have into `never`, so that the compiler points at it. */
export type Strict<Message, Given> = [Matching<Message, Given>] extends [never]
  ? { readonly [Key in keyof Given]: Key extends FieldOf<Message> ? Given[Key] : never }
  : Given;

type FieldOf<Message> = Message extends object ? keyof Message : never;

/** What the probe's verbs accept where no type follows from the matcher itself. */
export type AnyMatcher<Message> =
  | string
  | RegExp
  | ArrayBuffer
  | ArrayBufferView
  | AsymmetricMatcher
  | Schema
  | Pattern<Message>
  | ((message: Message) => boolean);
