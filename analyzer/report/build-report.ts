import type { Finding, JoinedFile, Provider, Unmatched } from "../findings.ts";
import type { Actor, Decision, Explanation, Profile, Route, SkippedFile } from "../model.ts";
import type { Report, ReportDecision, ReportFile, ReportOutcome } from "./document.ts";
import { comparePositions } from "../position.ts";
import { equationOf } from "./equation.ts";
import { comparePaths, compareSpans, toPosixPath } from "./order.ts";
import { reportActors } from "./report-actors.ts";
import { countStatuses } from "./totals.ts";

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

/** Puts findings, actors and explanations into the document that every format is rendered from. */
export function buildReport(parts: ReportParts): Report {
  const files = parts.joined
    .map((joined) => reportFile(joined, parts))
    .toSorted((left, right) => comparePaths(left.path, right.path));
  const decisions = files.flatMap((file) => file.decisions);
  const units = parts.joined.reduce((sum, joined) => sum + joined.inventory.units.length, 0);
  return {
    schemaVersion: 1,
    profile: parts.profile,
    provider: parts.provider,
    totals: {
      files: files.length,
      units,
      decisions: decisions.length,
      ...countStatuses(statusesOf(decisions)),
    },
    actors: reportActors(parts.actors, files),
    files,
    unmatched: parts.joined
      .flatMap((joined) => joined.unmatched.map(tidy))
      .toSorted(compareUnmatched),
    skipped: parts.skipped.map(tidy).toSorted((a, b) => comparePaths(a.path, b.path)),
  };
}

function reportFile(joined: JoinedFile, parts: ReportParts): ReportFile {
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
  parts: ReportParts,
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
