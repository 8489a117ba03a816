import type {
  Counter,
  Decision,
  FileInventory,
  InvisibleReason,
  Outcome,
  Position,
  Site,
  SiteKind,
  Span,
} from "./model.ts";

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

/** What one report says of a file where only its text can tell what was counted: reports cannot be added up before. */
export type Run = BlockRun | ScriptRun | LineRun;

/** One c8 report: each cuts the text differently. */
export interface BlockRun {
  readonly by: "blocks";
  readonly blocks: readonly BlockHits[];
  /** Length of each line of the text that ran. */
  readonly lineLengths: readonly number[];
}

/** A stretch of a script by its characters, from 0 on, and how often it ran. */
export interface RangeHits {
  readonly start: number;
  readonly end: number;
  readonly hits: number;
}

/** V8's raw coverage of one script in one process. */
export interface ScriptRun {
  readonly by: "ranges";
  /** Nested; the first is the whole script. */
  readonly ranges: readonly RangeHits[];
  /** What Node may have put behind the text of the file. */
  readonly suffix: string;
  /** Absent where the script is the file itself, at most with its types blanked. */
  readonly compiled?: CompiledScript;
}

/** The way from a source file to the script that it was compiled to. */
export interface CompiledScript {
  /** The text that was compiled, where the source map tells. */
  readonly text: string | undefined;
  /** The characters of the script that stand for exactly this place of the source. */
  readonly offsetsOf: (at: Position) => readonly number[];
}

/** One LCOV report: lines, and no more. */
export interface LineRun {
  readonly by: "lines";
  /** In the order of the report; the arms of a branch by their own numbers. */
  readonly branches: readonly LineBranch[];
}

export interface LineBranch {
  readonly line: number;
  readonly hits: readonly number[];
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
  /** Hashes of the texts that ran (`hashText`), where the report tells: one, or those of several runs. */
  readonly texts?: readonly string[];
  /** Instead of the three above, where the report has no counters of Istanbul's kind; else empty. */
  readonly runs: readonly Run[];
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
  | "no-counter" // the report names the file, but has no counter where this outcome needs one
  | "line-only"; // the report is LCOV, whose lines do not tell this outcome from others

/** What became of an outcome in the runs that were measured. */
export type Status =
  /** Without a number where it is certain that it was taken, but not how often. */
  | { readonly status: "covered"; readonly hits: number | null }
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
  /** Something to be said of it besides: that its type rules it out, and all the same it can be reached. */
  readonly doubt?: string;
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
  /** How often each unit was entered, by its path, where a counter tells. */
  readonly unitHits: ReadonlyMap<string, number>;
  /** What a counter says, or why it says nothing; absent where nobody asked for it, and where nothing was measured. */
  readonly read?: ReadCounter | undefined;
}

/** The count of a counter, or why there is none that can be believed. */
export type ReadCounter = (counter: Counter) => number | UnknownReason;
