import type { Finding, JoinedFile, Provider, Unmatched } from "../findings.ts";
import type { Actor, Decision, Explanation, Profile, Route, SkippedFile } from "../model.ts";
import type { Report, ReportDecision, ReportFile, ReportOutcome } from "./document.ts";
import { comparePositions } from "../position.ts";
import { equationOf } from "./equation.ts";
import { comparePaths, compareSpans, toPosixPath } from "./order.ts";
import { reportActors } from "./report-actors.ts";
import { addTotals, countStatuses } from "./totals.ts";

/** Everything a report is made of. Outcomes are looked up by file and id: equal code in two files has equal ids. */
export interface ReportParts {
  readonly profile: Profile;
  readonly provider: Provider;
  readonly joined: readonly JoinedFile[];
  readonly actors: readonly Actor[];
  /** The routes of an outcome; empty outside actors. */
  readonly routesOf: (path: string, outcomeId: string) => readonly Route[];
  /** Called for missed outcomes only. */
  readonly explain: (finding: Finding) => Explanation;
  readonly skipped: readonly SkippedFile[];
}

/** Who is asked about the outcomes of a file. */
export type FileParts = Pick<ReportParts, "routesOf" | "explain">;

/** What a report needs to know of one file. */
export interface ReportedFile {
  readonly file: ReportFile;
  readonly units: number;
  readonly decisions: number;
  readonly unmatched: readonly Unmatched[];
}

/** Puts findings, actors and explanations into the document that every format is rendered from. */
export function buildReport(parts: ReportParts): Report {
  const reported = parts.joined.map((joined): ReportedFile => {
    const file = reportFile(joined, parts);
    const { unmatched, inventory } = joined;
    const units = inventory.units.length;
    return { file, units, decisions: file.decisions.length, unmatched };
  });
  const files = reported.map(({ file }) => file);
  return assembleReport(reported, { ...parts, actors: reportActors(parts.actors, files) });
}

/** The same, of files that have been looked at before. */
export function assembleReport(
  reported: readonly ReportedFile[],
  parts: Pick<Report, "profile" | "provider" | "actors" | "skipped">,
): Report {
  const files = reported
    .map(({ file }) => file)
    .toSorted((left, right) => comparePaths(left.path, right.path));
  const sum = (count: (one: ReportedFile) => number): number =>
    reported.reduce((total, one) => total + count(one), 0);
  return {
    schemaVersion: 1,
    profile: parts.profile,
    provider: parts.provider,
    totals: {
      files: files.length,
      units: sum(({ units }) => units),
      decisions: sum(({ decisions }) => decisions),
      ...addTotals(files.map(({ totals }) => totals)),
    },
    actors: parts.actors,
    files,
    unmatched: reported.flatMap(({ unmatched }) => unmatched.map(tidy)).toSorted(compareUnmatched),
    skipped: parts.skipped.map(tidy).toSorted((a, b) => comparePaths(a.path, b.path)),
  };
}

/** One file with what was found out about it. */
export function reportFile(joined: JoinedFile, parts: FileParts): ReportFile {
  const decisions = [...groupByDecision(joined.findings)]
    .map(([decision, findings]): ReportDecision => {
      const { id, alias, kind, unit, condition, start, end } = decision;
      const outcomes = findings.map((finding) => reportOutcome(finding, joined, parts));
      const guards = joined.read && { guards: decision.guards };
      return { id, alias, kind, unit, condition, start, end, ...guards, outcomes };
    })
    .toSorted(compareSpans);
  return {
    path: toPosixPath(joined.inventory.path),
    sha256: joined.inventory.sha256,
    measured: joined.measured,
    totals: countStatuses(statusesOf(decisions)),
    decisions,
  };
}

// Map.groupBy would say it in one call, but Node 20 has none.
function groupByDecision(findings: readonly Finding[]): ReadonlyMap<Decision, readonly Finding[]> {
  const groups = new Map<Decision, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.decision);
    if (group) group.push(finding);
    else groups.set(finding.decision, [finding]);
  }
  return groups;
}

function reportOutcome(
  finding: Finding,
  { inventory, read }: JoinedFile,
  parts: FileParts,
): ReportOutcome {
  const { outcome, status } = finding;
  return {
    id: outcome.id,
    label: outcome.label,
    ...(outcome.start && { start: outcome.start }),
    status: status.status,
    hits: status.hits,
    ...("reason" in status && { reason: status.reason }),
    ...(status.status === "missed" && { explanation: parts.explain(finding) }),
    routes: parts.routesOf(finding.file.path, outcome.id),
    ...(read && { equation: equationOf(outcome.evidence, inventory, read) }),
  };
}

function statusesOf(decisions: readonly ReportDecision[]): readonly ReportOutcome["status"][] {
  return decisions.flatMap((decision) => decision.outcomes.map((outcome) => outcome.status));
}

function tidy<T extends { readonly path: string }>(entry: T): T {
  return { ...entry, path: toPosixPath(entry.path) };
}

function compareUnmatched(left: Unmatched, right: Unmatched): number {
  return comparePaths(left.path, right.path) || comparePositions(left.start, right.start);
}
