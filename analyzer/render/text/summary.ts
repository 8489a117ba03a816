import type { Unmatched } from "../../findings.ts";
import type { Report, Totals } from "../../report/document.ts";
import { countReasons } from "../../report/file-digest.ts";
import { type Paint, paintWith } from "./palette.ts";
import { sayCount, sayShare } from "./percent.ts";
import { toPlain } from "./plain.ts";
import { sayReason } from "./reason-words.ts";
import { renderTable } from "./table.ts";

/** Named one by one up to here, then counted. */
const MOST_NAMED = 10;

/** Why a location of the coverage is no branch of the source. */
const UNMATCHED: Readonly<Record<Unmatched["reason"], string>> = {
  "transpiler-artefact": "made by the transpiler",
  "lowered-syntax": "of syntax rewritten for an older target",
  "not-in-source": "not of this source",
  "not-listed": "in files that are not listed",
  ignored: "that a hint takes out",
};

/** The end of a report: a row per actor, the total, and everything that is outside the measurement, by name. */
export function renderSummary(report: Report, paint: Paint): readonly string[] {
  return [
    ...renderActors(report),
    renderTotal(report, paint),
    ...renderTests(report),
    ...renderOutside(report, paint),
  ];
}

/** Everything that is outside the measurement, by name; nothing where all is inside. */
export function renderOutside(report: Report, paint: Paint = paintWith(false)): readonly string[] {
  return [
    ...renderUnknown(report),
    ...renderCount(report.totals.ignored, "ignored by hints"),
    ...renderUnreachable(report),
    ...renderUnmeasured(report, paint),
    ...renderUnmatched(report),
    ...renderSkipped(report, paint),
  ];
}

/** Covered over what was measured: unknown, ignored and unreachable outcomes are in neither number. */
export function measuredOf(totals: Totals): number {
  return totals.covered + totals.missed;
}

function renderActors(report: Report): readonly string[] {
  if (report.actors.length === 0) return [];
  const head = ["actor", "covered", "missed", "unknown", "entries"];
  const rows = report.actors.map((actor) => [
    toPlain(actor.name),
    sayShare(actor.totals.covered, measuredOf(actor.totals)),
    `${actor.totals.missed}`,
    `${actor.totals.unknown}`,
    `${actor.entries.length}`,
  ]);
  return [...renderTable([head, ...rows]), ""];
}

function renderTotal(report: Report, paint: Paint): string {
  const { totals } = report;
  if (totals.outcomes === 0) return "No branches found: nothing was counted.";
  const measured = measuredOf(totals);
  if (measured === 0) return paint("red", "No branch was measured.");
  const share = `${sayShare(totals.covered, measured)} branches covered in ${sayCount(totals.files, "file")}`;
  if (totals.missed > 0) return paint("bold", `${share}, ${totals.missed} missed`);
  if (!report.files.every((file) => file.measured)) return paint("bold", share);
  const words = totals.unknown === 0 ? "every outcome counted, none missed" : "none missed";
  return paint("green", `${share}: ${words}`);
}

function renderTests({ tests }: Report): readonly string[] {
  if (tests === undefined) return [];
  const { files, declared, lines, codeLines } = tests;
  const count = `${sayCount(declared, "test")} in ${sayCount(files, "file")}`;
  if (codeLines === 0) return [count];
  const ratio = (lines / codeLines).toFixed(1);
  return [`${count}, ${ratio} lines of tests for each line of code (${lines} to ${codeLines})`];
}

function renderUnknown(report: Report): readonly string[] {
  const reasons = new Map<string, number>();
  for (const { status, reason, count } of report.files.flatMap(countReasons))
    if (status === "unknown" && reason !== "no-coverage")
      reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  const sorted = [...reasons].toSorted((left, right) => right[1] - left[1]);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return [];
  return [
    `${total} not visible with provider ${report.provider}:`,
    ...sorted.map(
      ([reason, count]) => `  ${`${count}`.padStart(4)}  ${toPlain(sayReason(reason))}`,
    ),
  ];
}

function renderCount(count: number, words: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${words}`];
}

/** What a constant rules out is told apart from what types do: nobody need look for a way to it. */
function renderUnreachable(report: Report): readonly string[] {
  const constant = report.files
    .flatMap(countReasons)
    .filter(({ status, reason }) => status === "unreachable" && reason.startsWith("constant, "))
    .reduce((sum, { count }) => sum + count, 0);
  const words = constant === 0 ? "unreachable" : `unreachable (constant: ${constant})`;
  return renderCount(report.totals.unreachable, words);
}

function renderUnmeasured(report: Report, paint: Paint): readonly string[] {
  const files = report.files.filter((file) => !file.measured && file.totals.outcomes > 0);
  if (files.length === 0) return [];
  const outcomes = files.reduce((sum, file) => sum + file.totals.outcomes, 0);
  return [
    paint(
      "yellow",
      `${sayCount(files.length, "file")} not in the coverage, ${sayCount(outcomes, "branch", "branches")} unmeasured:`,
    ),
    ...nameSome(
      files.map((file) => `${file.path}  ${sayCount(file.totals.outcomes, "branch", "branches")}`),
    ),
  ];
}

function renderUnmatched(report: Report): readonly string[] {
  const reasons = new Map<Unmatched["reason"], number>();
  for (const { reason } of report.unmatched) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  if (reasons.size === 0) return [];
  const words = [...reasons].map(([reason, count]) => `${count} ${UNMATCHED[reason]}`);
  return [
    `${sayCount(report.unmatched.length, "coverage location")} without a branch here: ${words.join(", ")}`,
  ];
}

function renderSkipped(report: Report, paint: Paint): readonly string[] {
  if (report.skipped.length === 0) return [];
  return [
    paint("yellow", `${sayCount(report.skipped.length, "file")} skipped:`),
    ...nameSome(report.skipped.map((file) => `${file.path}  ${file.reason}`)),
  ];
}

function nameSome(lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, MOST_NAMED).map((line) => `  ${toPlain(line)}`);
  const more = lines.length - MOST_NAMED;
  return more > 0 ? [...shown, `  and ${more} more; --format json has all`] : shown;
}
