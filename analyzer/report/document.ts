import type { Provider, Status, Unmatched } from "../findings.ts";
import type {
  DecisionKind,
  Explanation,
  Position,
  Profile,
  Route,
  SkippedFile,
  Span,
} from "../model.ts";

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
  /** What `hits` was read from; present where that was asked for. */
  readonly equation?: Equation;
}

/** How the count of an outcome follows from counters of the coverage. */
export interface Equation {
  /**
   * `counter`: it is the one term. `difference`: the sum of the terms "plus" less that of the terms "minus", where other
   * counters, or the code, rule out that something threw in between. `loop`: entries against runs of the body. `nothing`: no counter sees it.
   */
  readonly by: "counter" | "difference" | "loop" | "nothing";
  readonly terms: readonly EquationTerm[];
}

export interface EquationTerm {
  readonly role: "plus" | "minus" | "entered" | "body";
  /** `arm 1 of the if at 42:4`, `statement at 43:6`, `function at 40:2`. */
  readonly counter: string;
  /** Null where the coverage has no such counter, or one that is known to count wrongly. */
  readonly count: number | null;
}

export interface ReportDecision extends Span {
  readonly id: string;
  readonly alias: string;
  readonly kind: DecisionKind;
  readonly unit: string;
  readonly condition: string;
  /** Ids of the outcomes that lead here inside the unit, outermost first; present where that was asked for. */
  readonly guards?: readonly string[];
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

/** How many tests the source has, and how long they are; counted in their text, whatever ran. */
export interface ReportTests {
  /** Files that the configuration names as tests, those that help them among these. */
  readonly files: number;
  /** Calls of `test` and `it`; one for a table of cases counts once. */
  readonly declared: number;
  /** Their lines that are not blank. */
  readonly lines: number;
  /** Lines of the report's own files that are not blank. */
  readonly codeLines: number;
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
  /** Absent where the configuration does not say which files are tests. */
  readonly tests?: ReportTests;
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
  /** The file of each of them, in the same order; present where equal code, which has equal ids, does not break the rule elsewhere. */
  readonly files?: readonly string[];
}

export interface Verdict {
  readonly passed: boolean;
  readonly rules: readonly RuleResult[];
  /** The reviewed gaps that were left out of all of them; absent where there is no baseline. */
  readonly baseline?: {
    readonly file: string;
    /** All lines of the file. */
    readonly entries: number;
    /** Those whose outcome is missed. */
    readonly excused: number;
  };
}
