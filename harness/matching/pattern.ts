/** What a probe hands out when it was given no protocol: any JSON object, its fields unknown. */
export type UntypedMessage = {
  /** A field, whatever it is. */
  readonly [field: string]: unknown;
};

/** The part of Standard Schema (version 1) that matching needs; zod, valibot and arktype schemas have it. */
export interface Schema<Output = unknown> {
  /** What the specification calls it; a validation that throws or rejects fails the verb it was given to. */
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
  /** Says whether a value is what is expected. */
  asymmetricMatch(other: unknown, context?: unknown): boolean;
  /** Its name in failure texts. */
  toString(): string;
}

/**
 * A message with any part left out, at any depth; any part may be an asymmetric matcher, and one that is text a regular
 * expression. Each field may have the type that it has in any member of the protocol: which of them fit together is
 * what {@link Strict} says.
 */
export type Pattern<Message> =
  | ListPattern<Extract<Message, readonly unknown[]>>
  | ObjectPattern<Exclude<Extract<Message, object>, readonly unknown[]>>
  | TextPattern<Exclude<Message, object>>;

type ListPattern<List> = List extends readonly (infer Item)[]
  ? readonly PartPattern<Item>[] | AsymmetricMatcher
  : never;

// In a tuple: members are not told apart here, so that the type of a field may be a union.
type ObjectPattern<Message> = [Message] extends [never]
  ? never
  : { readonly [Key in FieldOf<Message>]?: PartPattern<Field<Message, Key>> };

type TextPattern<Text> = [Text] extends [never] ? never : Text | AsymmetricMatcher;

/** What a part of a message can be matched with. */
type PartPattern<Part> =
  | Pattern<Part>
  | AsymmetricMatcher
  | ([Extract<Part, string>] extends [never] ? never : RegExp);

/** The type of a field in those members that have it. */
type Field<Message, Key> = Message extends unknown
  ? Key extends keyof Message
    ? Message[Key]
    : never
  : never;

/** The members of the protocol that can satisfy a pattern. */
export type Matching<Message, Given> = Message extends object
  ? true extends Fits<Message, Given>
    ? Message
    : never
  : never;

/**
 * Whether a value of this type can satisfy a pattern: contains true for each member of a union that can. Where the
 * pattern's own type is a union, one of its members is enough.
 * `Given` stands in tuples so that `any`, the type of `expect.any(…)`, fits everywhere.
 */
type Fits<Value, Given> = unknown extends Value
  ? true
  : [Given] extends [AsymmetricMatcher]
    ? true
    : [Given] extends [RegExp]
      ? Value extends string
        ? true
        : false
      : Value extends readonly (infer Item)[]
        ? [Given] extends [readonly PartPattern<Item>[]]
          ? true
          : false
        : Value extends object
          ? [Given] extends [object]
            ? FieldsFit<Value, Given>
            : false
          : [Extract<Given, Value>] extends [never]
            ? false
            : true;

type FieldsFit<Value, Given> = false extends {
  [Key in keyof Given]: Key extends keyof Value
    ? true extends Fits<Value[Key], Given[Key]>
      ? true
      : false
    : false;
}[keyof Given]
  ? false
  : true;

/**
 * Makes a pattern that no message can satisfy a compile error: at the field that no message has,
 * or for the whole when each field is known but no message has them all.
 */
export type Strict<Message, Given> = [Matching<Message, Given>] extends [never]
  ? [keyof Given] extends [FieldOf<Message>]
    ? Given & { readonly "no message of the protocol looks like this": never }
    : { readonly [Key in keyof Given]: Key extends FieldOf<Message> ? Given[Key] : never }
  : Given;

type FieldOf<Message> = Message extends object ? keyof Message : never;
