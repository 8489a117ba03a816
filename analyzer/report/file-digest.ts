import type { ReportDecision, ReportFile, ReportOutcome } from "./document.ts";

/** What most readers of a file ask for, known without its covered outcomes. */
export interface FileDigest {
  /** Gaps to be told, as listGaps counts them. */
  readonly gaps: number;
  /** Unknown and unreachable outcomes by their reasons, in the order of the file. */
  readonly reasons: readonly ReasonCount[];
  /** The decisions that have a missed outcome. */
  readonly missed: () => readonly ReportDecision[];
}

export interface ReasonCount {
  readonly status: ReportOutcome["status"];
  readonly reason: string;
  readonly count: number;
}

/** Beside the files: what is printed as JSON is the file alone. */
const digests = new WeakMap<ReportFile, FileDigest>();

/** Notes what is known of a file whose decisions are read from a disk each time that they are asked for. */
export function noteDigest(file: ReportFile, digest: FileDigest): void {
  digests.set(file, digest);
}

/** Undefined where nobody noted one: then the decisions are in memory, and tell it. */
export function digestOf(file: ReportFile): FileDigest | undefined {
  return digests.get(file);
}

/** The decisions that have a missed outcome. */
export function listMissedDecisions(file: ReportFile): readonly ReportDecision[] {
  return (
    digestOf(file)?.missed() ??
    file.decisions.filter(({ outcomes }) => outcomes.some(({ status }) => status === "missed"))
  );
}

/** Unknown and unreachable outcomes by their reasons, in the order of the file. */
export function countReasons(file: ReportFile): readonly ReasonCount[] {
  const known = digestOf(file);
  if (known) return known.reasons;
  const reasons = new Map<string, ReasonCount>();
  for (const { outcomes } of file.decisions)
    for (const { status, reason = "" } of outcomes) {
      if (status !== "unknown" && status !== "unreachable") continue;
      const key = `${status} ${reason}`;
      reasons.set(key, { status, reason, count: (reasons.get(key)?.count ?? 0) + 1 });
    }
  return [...reasons.values()];
}
