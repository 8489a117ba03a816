import { KNOWN, type KnownGaps } from "../gate/known-gaps.ts";
import type { Report, ReportFile, ReportOutcome } from "../report/document.ts";
import { reportActors } from "../report/report-actors.ts";
import { countStatuses } from "../report/totals.ts";
import { matchBaseline } from "./match-baseline.ts";
import type { Baseline } from "./read-baseline.ts";

export interface ExcusedReport {
  /** With the known gaps ignored: they are in no number and in no list. */
  readonly report: Report;
  readonly known: KnownGaps;
}

/** Takes the gaps that a baseline accepts out of a report. */
export function excuseGaps(
  report: Report,
  { file, entries }: Baseline,
  today: string,
): ExcusedReport {
  const { known, expired, covered } = matchBaseline(report, entries, { today });
  return {
    report: known.size === 0 ? report : withoutGaps(report, (outcome) => known.has(outcome)),
    known: {
      file,
      entries: entries.length,
      excused: known.size,
      expired: [...expired.keys()],
      covered,
    },
  };
}

function withoutGaps(report: Report, isKnown: (outcome: ReportOutcome) => boolean): Report {
  const files = report.files.map((file) => excuseFile(file, isKnown));
  const totals = countStatuses(listStatuses(files));
  // Entries by name are all that the totals of actors need of an actor.
  const actors = reportActors(
    report.actors.map((actor) => ({ ...actor, entries: [] })),
    files,
  );
  return {
    ...report,
    totals: { ...report.totals, ...totals },
    actors: report.actors.map((actor) => ({
      ...actor,
      totals:
        actors.find(({ name, path }) => name === actor.name && path === actor.path)?.totals ??
        actor.totals,
    })),
    files,
  };
}

function excuseFile(file: ReportFile, isKnown: (outcome: ReportOutcome) => boolean): ReportFile {
  const isTouched = file.decisions.some(({ outcomes }) => outcomes.some(isKnown));
  if (!isTouched) return file;
  const decisions = file.decisions.map((decision) => ({
    ...decision,
    outcomes: decision.outcomes.map((outcome) => (isKnown(outcome) ? excuse(outcome) : outcome)),
  }));
  return { ...file, decisions, totals: countStatuses(listStatuses([{ decisions }])) };
}

function excuse({ explanation: _explanation, ...outcome }: ReportOutcome): ReportOutcome {
  return { ...outcome, status: "ignored", reason: KNOWN };
}

function* listStatuses(
  files: readonly Pick<ReportFile, "decisions">[],
): Generator<ReportOutcome["status"]> {
  for (const { decisions } of files)
    for (const { outcomes } of decisions) for (const { status } of outcomes) yield status;
}
