/** The reason of an outcome that a baseline takes out. */
export const KNOWN = "known by the baseline";

/** An entry of a baseline, as the gate names it. */
export interface KnownGap {
  readonly id: string;
  readonly path: string;
  readonly alias: string;
  readonly owner?: string | undefined;
  readonly until?: string | undefined;
}

/** What a baseline makes of a report. */
export interface KnownGaps {
  /** The file, as errors and verdicts name it. */
  readonly file: string;
  /** All its entries. */
  readonly entries: number;
  /** Entries whose outcome is missed, and therefore taken out of the report. */
  readonly excused: number;
  /** Entries whose day has passed; what they name is in the report like anything else. */
  readonly expired: readonly KnownGap[];
  /** Entries whose outcome is covered by now. */
  readonly covered: readonly KnownGap[];
}
