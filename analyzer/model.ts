/**
 * The words of the analyzer as types. Everything the rooms hand to each other is declared here;
 * this file imports nothing.
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
export type Profile = "istanbul" | "full";

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
  | "assumption-broken" // the counters contradict the assumption that nothing throws in between
  | "provider"; // this provider's count is known to be wrong here (v8 and default values)

/** Passes of a loop in one entry: none, at least one, at least two. The last two overlap. */
export type LoopTimes = "zero" | "entered" | "repeated";

/** How stock counters show how often an outcome was taken. */
export type Evidence =
  /** Exactly one counter. */
  | { readonly by: "counter"; readonly counter: Counter }
  /** The sum of `plus` less the sum of `minus`, provided that nothing throws in between. */
  | {
      readonly by: "difference";
      readonly plus: readonly Counter[];
      readonly minus: readonly Counter[];
    }
  /** Entries of a loop against runs of its body: decides each case that the two numbers determine. */
  | {
      readonly by: "loop";
      readonly entered: Counter;
      readonly body: Counter;
      readonly times: LoopTimes;
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

/** Who wrote the counters. */
export type Provider = "istanbul" | "v8" | "unknown";

/** One branch of a coverage report. */
export interface BranchHits {
  readonly kind: SiteKind;
  readonly start: Position;
  /** One count per arm; null where the provider's number is known not to count that arm. */
  readonly hits: readonly (number | null)[];
}

/** A statement or function counter of a coverage report. */
export interface PointHits {
  readonly start: Position;
  readonly hits: number;
}

/** A stretch of text and how often it ran: what V8 itself counts. Blocks nest; the innermost one tells. */
export interface BlockHits extends Span {
  readonly hits: number;
}

/** What one c8 report says of a file. Reports cannot be added up before the text is known: each cuts it differently. */
export interface BlockRun {
  readonly blocks: readonly BlockHits[];
  /** Length of each line of the text that ran. */
  readonly lineLengths: readonly number[];
}

/** The counters of one file, in the order of the report; all that readers know of a format ends here. */
export interface FileHits {
  /** Absolute, as the report names it. */
  readonly path: string;
  readonly provider: Provider;
  readonly branches: readonly BranchHits[];
  readonly statements: readonly PointHits[];
  /** Functions by the start of their declaration and of their body (two entries with equal hits when both differ). */
  readonly functions: readonly PointHits[];
  /** Instead of the three above, where the report holds only V8's own blocks (c8); else empty. */
  readonly runs: readonly BlockRun[];
}

export interface CoverageData {
  /** Of all files; "unknown" where they differ. */
  readonly provider: Provider;
  readonly files: readonly FileHits[];
}

/** Why nothing is known of an outcome. */
export type UnknownReason =
  | InvisibleReason
  | "no-coverage" // the report does not name the file
  | "no-counter"; // the report names the file, but has no counter where this outcome needs one

/** What became of an outcome in the runs that were measured. */
export type Status =
  | { readonly status: "covered"; readonly hits: number }
  | { readonly status: "missed"; readonly hits: 0 }
  | { readonly status: "unknown"; readonly hits: null; readonly reason: UnknownReason }
  | { readonly status: "ignored"; readonly hits: number | null; readonly reason: string }
  | { readonly status: "unreachable"; readonly hits: number | null; readonly reason: string };

/** A location of the coverage file that no source construct explains, with the guessed reason. */
export interface Unmatched {
  readonly path: string;
  readonly kind: SiteKind;
  readonly start: Position;
  readonly reason:
    | "transpiler-artefact" // enum, namespace or decorator code
    | "lowered-syntax" // `?.`, `??` and the like rewritten for an older target
    | "ignored" // a hint takes it out of the measurement, and this provider counted it all the same
    | "not-in-source" // nothing here can have made it: stale or foreign coverage
    | "not-listed"; // the file is outside what was listed
}

/** One outcome with its status: the unit of every report. */
export interface Finding {
  readonly file: FileInventory;
  readonly decision: Decision;
  readonly outcome: Outcome;
  readonly status: Status;
  /** How often the decision was evaluated, where that is known. */
  readonly evaluated: number | null;
  /** How often its unit was entered, where that is known. */
  readonly unitHits: number | null;
}

/** What the join made of one file. */
export interface JoinedFile {
  readonly inventory: FileInventory;
  /** In the order of decisions and their outcomes. */
  readonly findings: readonly Finding[];
  readonly unmatched: readonly Unmatched[];
  /** Sites that the coverage file should name and does not. */
  readonly unjoined: readonly Site[];
  /** False when the coverage report does not name the file at all. */
  readonly measured: boolean;
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

export interface Totals {
  readonly outcomes: number;
  readonly covered: number;
  readonly missed: number;
  readonly unknown: number;
  readonly ignored: number;
  readonly unreachable: number;
}

export interface ReportOutcome {
  readonly id: string;
  readonly label: string;
  readonly start?: Position;
  readonly status: Status["status"];
  readonly hits: number | null;
  readonly reason?: string;
  /** Present when missed. */
  readonly explanation?: Explanation;
  /** Entries and messages that reach it; empty outside actors. */
  readonly routes: readonly Route[];
}

export interface ReportDecision extends Span {
  readonly id: string;
  readonly alias: string;
  readonly kind: DecisionKind;
  readonly unit: string;
  readonly condition: string;
  readonly outcomes: readonly ReportOutcome[];
}

export interface ReportFile {
  readonly path: string;
  readonly sha256: string;
  readonly measured: boolean;
  readonly totals: Totals;
  readonly decisions: readonly ReportDecision[];
}

export interface ReportActor {
  readonly name: string;
  readonly path: string;
  readonly binding: string | null;
  readonly entries: readonly string[];
  readonly totals: Totals;
}

/** The report as data; every format is rendered from it. Sorted by file, line and column. */
export interface Report {
  readonly schemaVersion: 1;
  readonly profile: Profile;
  readonly provider: Provider;
  readonly totals: Totals & {
    readonly files: number;
    readonly units: number;
    readonly decisions: number;
  };
  readonly actors: readonly ReportActor[];
  readonly files: readonly ReportFile[];
  readonly unmatched: readonly Unmatched[];
  readonly skipped: readonly SkippedFile[];
}

/** An outcome as `list` shows it: without status. */
export interface ListedOutcome {
  readonly id: string;
  readonly label: string;
  readonly start?: Position;
}

export interface ListedDecision extends Span {
  readonly id: string;
  readonly alias: string;
  readonly kind: DecisionKind;
  readonly unit: string;
  readonly condition: string;
  readonly outcomes: readonly ListedOutcome[];
}

export interface ListedFile {
  readonly path: string;
  readonly sha256: string;
  readonly decisions: readonly ListedDecision[];
}

/** The static inventory as a document: what `list --json` prints. Sorted by file, line and column. */
export interface Listing {
  readonly schemaVersion: 1;
  readonly profile: Profile;
  readonly totals: {
    readonly files: number;
    readonly units: number;
    readonly decisions: number;
    readonly outcomes: number;
  };
  readonly files: readonly ListedFile[];
  readonly skipped: readonly SkippedFile[];
}

/** One rule of a gate and what came of it. */
export interface RuleResult {
  readonly name: string;
  readonly passed: boolean;
  readonly actual: string;
  readonly expected: string;
  /** Ids of the outcomes that break the rule. */
  readonly outcomes: readonly string[];
}

export interface Verdict {
  readonly passed: boolean;
  readonly rules: readonly RuleResult[];
}
