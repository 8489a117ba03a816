/**
 * The words of the analyzer as types: source, and the actors in it. What coverage says of them is in findings.ts,
 * what is written for users in report/document.ts. This file imports nothing.
 */

/** A place in a source text: 1-based line, 0-based column in UTF-16 units, as Istanbul writes them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** From the first character (included) to the last (excluded). */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/**
 * Which decisions count. `istanbul`: exactly what istanbul-lib-instrument counts in the same text;
 * `full`: every place where control splits, seen by stock coverage or not.
 */
export type Profile = (typeof PROFILES)[number];

/** Every profile; the first is the default. */
export const PROFILES = ["full", "istanbul"] as const;

/** The five kinds of branch that Istanbul counts. */
export type SiteKind = "if" | "cond-expr" | "switch" | "binary-expr" | "default-arg";

/** The kinds of decision. The first five are Istanbul's, the rest appear in profile `full` only. */
export type DecisionKind =
  | SiteKind
  | "logical" // one operator of `&&` or `||`: continue / short-circuit
  | "condition" // the last operand of a formula: true / false
  | "nullish" // one `??`: non-nullish / nullish
  | "logical-assign" // `&&=` `||=` `??=`: assign / keep
  | "optional-chain" // one `?.` link: continue / short to undefined
  | "loop" // for, while, for-in, for-of, for await: zero / entered / repeated
  | "do-while" // repeat / exit
  | "try" // completes / catches
  | "finally"; // normal / by throw / by return

/**
 * A branch that a coverage provider counts, with the starts under which its report can name it.
 * Ends drift when a source map is applied (vitest 5.1), starts do not: a site is known by its start.
 */
export interface Site {
  readonly kind: SiteKind;
  /** Start of the syntax node; for a default value, of the bound name. */
  readonly start: Position;
  /** Start of the first token after parentheses and casts, in the leftmost operand. */
  readonly canonicalStart: Position;
  /** Further starts seen in real reports, e.g. the modifier of a parameter property. */
  readonly otherStarts: readonly Position[];
  readonly arms: number;
}

/** A counter of a stock coverage report, named statically. */
export type Counter =
  | { readonly of: "arm"; readonly site: number; readonly arm: number } // `site` indexes FileInventory.sites
  | { readonly of: "statement"; readonly start: Position }
  | { readonly of: "function"; readonly start: Position };

/** Why stock counters say nothing about an outcome. */
export type InvisibleReason =
  | "optional-chain"
  | "logical-assign"
  | "last-operand"
  | "loop-count"
  | "try-completes"
  | "finally-path"
  | "empty-body"
  | "not-derivable"
  | "may-have-thrown" // the counts would be the same if something had thrown, or had never been settled
  | "assumption-broken" // the counters contradict each other: nothing that runs can have given them
  | "provider"; // this provider's count is known to be wrong here (v8 and default values)

/** Passes of a loop in one entry: none, at least one, at least two. The last two overlap. */
export type LoopTimes = "zero" | "entered" | "repeated";

/**
 * What makes a count wrong: evaluations that began and never ended, because something threw in them, or they still wait.
 * There are at most as many as the sum of `began` less that of `ended`; without these nothing tells.
 */
export interface Loss {
  /** Each of them makes the count too great by one, too small by one, or either, once per counter. */
  readonly makes: "more" | "less" | "either";
  readonly began?: readonly Counter[];
  readonly ended?: readonly Counter[];
}

/** How stock counters show how often an outcome was taken; `loss` is absent where the number is exact. */
export type Evidence =
  /** One counter. */
  | { readonly by: "counter"; readonly counter: Counter; readonly loss?: Loss }
  /** The sum of `plus` less the sum of `minus`. */
  | {
      readonly by: "difference";
      readonly plus: readonly Counter[];
      readonly minus: readonly Counter[];
      readonly loss?: Loss;
    }
  /** Entries of a loop against runs of its body: decides each case that the two numbers determine. */
  | {
      readonly by: "loop";
      readonly entered: Counter;
      readonly body: Counter;
      readonly times: LoopTimes;
      /** Entries that may have led neither past the loop nor into it, or runs of the body that were not counted. */
      readonly loss?: Loss;
    }
  | { readonly by: "nothing"; readonly reason: InvisibleReason };

/** One way out of a decision: what people call a branch. */
export interface Outcome {
  /** `<decision id>:<label>`, stable like the decision's id. */
  readonly id: string;
  readonly label: string;
  /** Where the code of this outcome begins; absent where there is none, as for a missing `else`. */
  readonly start?: Position;
  readonly evidence: Evidence;
  /** Present when an ignore hint of the source takes the outcome out of the measurement. */
  readonly ignored?: Ignored;
}

export interface Ignored {
  /** The hint as written, e.g. `istanbul ignore else`. */
  readonly hint: string;
  /** The text after ` -- `, or null. */
  readonly why: string | null;
  readonly line: number;
}

/** A place where control splits. */
export interface Decision {
  /** Survives line shifts, reformatting and file moves: no path and no line is in it. */
  readonly id: string;
  /** For people: `Room.handle/if(n > 0)`. */
  readonly alias: string;
  readonly kind: DecisionKind;
  /** Path of the unit it stands in: `Room.handle`. */
  readonly unit: string;
  /** The deciding text, on one line, as written but for white space. */
  readonly condition: string;
  readonly start: Position;
  readonly end: Position;
  /** Ids of the outcomes that lead here inside the unit, outermost first: enclosing ones and early exits passed. */
  readonly guards: readonly string[];
  readonly outcomes: readonly Outcome[];
}

/** A function, method, accessor, constructor, static block or module body. */
export interface Unit {
  /** `Room.handle`; callbacks are named by their callee: `Room.handle.cb:map`. */
  readonly path: string;
  readonly kind: "function" | "method" | "accessor" | "constructor" | "static-block" | "module";
  readonly start: Position;
  readonly end: Position;
  /** A counter that runs whenever the unit is entered; absent where stock coverage has none. */
  readonly entered?: Counter;
}

/** Everything that is known of one source file without running it. */
export interface FileInventory {
  /** Relative to the working directory, with `/`. */
  readonly path: string;
  /** Hex digest of the file's bytes. */
  readonly sha256: string;
  readonly units: readonly Unit[];
  readonly decisions: readonly Decision[];
  /** What a provider is expected to count here, in the order of its report. */
  readonly sites: readonly Site[];
  /** Places where a transpiler makes branches of its own: enums, namespaces, decorated classes. */
  readonly artefacts: readonly Artefact[];
}

/** A construct for which transpilers emit branches that nobody wrote. */
export interface Artefact extends Span {
  readonly construct: "enum" | "namespace" | "decorator";
}

/** A file that was found but could not be listed; said aloud, never dropped. */
export interface SkippedFile {
  readonly path: string;
  /** One line: what was found, and where. */
  readonly reason: string;
}

export interface Inventory {
  readonly profile: Profile;
  readonly files: readonly FileInventory[];
  readonly skipped: readonly SkippedFile[];
}

/** How the runtime enters an actor. */
export interface Entry {
  /** `lifecycle`: the constructor, and what a library base calls by itself, such as `onStart`. */
  readonly kind: "fetch" | "alarm" | "websocket" | "rpc" | "lifecycle";
  /** `fetch`, `alarm`, `webSocketMessage`, or the RPC method's name. */
  readonly name: string;
  /** Path of the unit that is entered; of a base class where the entry is inherited. */
  readonly unit: string;
  /** The file that unit stands in. */
  readonly path: string;
  /** Names of its parameters as written; patterns in full. */
  readonly parameters: readonly string[];
}

/** A part of a message that the actor dispatches on. */
export interface MessageField {
  /** Name of the entry's parameter it belongs to; null where the entry takes one message only. */
  readonly parameter: string | null;
  /** Path below what the entry was given: `type`, `payload.kind`, `pathname`; empty for the whole value. */
  readonly name: string;
  readonly value: string | number;
}

/** One way for a test to reach a piece of code: an actor's entry, and the message where one is needed. */
export interface Route {
  readonly actor: string;
  /** The actor's file: two Workers of one repository may each have a `Counter`. */
  readonly path: string;
  readonly entry: string;
  /** A value of the discriminant, e.g. `join`; null where the entry dispatches on none before. */
  readonly message: string | null;
  /** The discriminants and their values, outermost first; empty exactly when `message` is null. */
  readonly fields: readonly MessageField[];
}

/** A Durable Object class, also through library base classes. */
export interface Actor {
  readonly name: string;
  readonly path: string;
  /** Name of the binding in wrangler's configuration, or null. */
  readonly binding: string | null;
  readonly entries: readonly Entry[];
}

export interface Explanation {
  /** What the runs show, e.g. "`if (n > 0)` was never false (0 of 7 calls)". */
  readonly cause: string;
  /** What to send, or do, so that it is taken. */
  readonly action: string;
  /** What nothing got past before it: the id of an outcome, or the path of a unit that was never entered. */
  readonly behind?: string;
}
