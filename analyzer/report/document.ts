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
