import type { Report, Verdict } from "../../report/document.ts";
import { listBrokenGaps } from "../broken.ts";
import { type Gap, listGaps } from "../gaps.ts";
import type { Renderer, RenderOptions } from "../renderer.ts";
import { sayCount, sayShare } from "../text/percent.ts";
import { measuredOf, renderOutside } from "../text/summary.ts";
import { toCell, toCodeBlock, toMarkdown } from "./escape.ts";
import { renderGaps } from "./gaps.ts";

/** A page for a job's summary or a comment: the totals, a row per actor, and the gaps of each file, folded. */
export const markdown: Renderer = {
  format: "markdown",
  report: (report, options) => `${renderReport(report, options).join("\n")}\n`,
  verdict: renderVerdict,
};

function renderVerdict(verdict: Verdict, report: Report, options: RenderOptions): string {
  const rows = verdict.rules.map(({ name, passed, actual, expected }) =>
    renderRow([
      passed ? "pass" : "**FAIL**",
      toMarkdown(name),
      toMarkdown(actual),
      toMarkdown(expected),
    ]),
  );
  return [
    `## Gate ${verdict.passed ? "passed" : "failed"}`,
    "",
    renderRow(["", "rule", "found", "expected"]),
    renderRow([":--", ":--", ":--", ":--"]),
    ...rows,
    "",
    ...renderGapsOf(report, listBrokenGaps(verdict, report), options),
    "",
  ].join("\n");
}

function renderReport(report: Report, options: RenderOptions): readonly string[] {
  return renderGapsOf(report, listGaps(report), options);
}

function renderGapsOf(
  report: Report,
  gaps: readonly Gap[],
  options: RenderOptions,
): readonly string[] {
  return [
    `## Footlights: ${sayTotal(report)}`,
    "",
    ...renderActors(report),
    ...renderGaps(gaps, options),
    ...renderRest(report),
  ];
}

function sayTotal({ totals }: Report): string {
  if (totals.outcomes === 0) return "no branches found, nothing was counted";
  const measured = measuredOf(totals);
  if (measured === 0) return "no branch was measured";
  const missed = totals.missed === 0 ? "none missed" : `${totals.missed} missed`;
  return `${sayShare(totals.covered, measured)} branches covered in ${sayCount(totals.files, "file")}, ${missed}`;
}

function renderActors({ actors }: Report): readonly string[] {
  if (actors.length === 0) return [];
  const rows = actors.map(({ name, totals, entries }) =>
    renderRow([
      toMarkdown(name),
      sayShare(totals.covered, measuredOf(totals)),
      `${totals.missed}`,
      `${totals.unknown}`,
      `${entries.length}`,
    ]),
  );
  return [
    renderRow(["actor", "covered", "missed", "unknown", "entries"]),
    renderRow([":--", "--:", "--:", "--:", "--:"]),
    ...rows,
    "",
  ];
}

function renderRow(cells: readonly string[]): string {
  return `| ${cells.map(toCell).join(" | ")} |`;
}

/** What is outside the measurement, in the words of the text report. */
function renderRest(report: Report): readonly string[] {
  const lines = renderOutside(report);
  if (lines.length === 0) return [];
  return [
    "<details>",
    "<summary>Outside the measurement</summary>",
    "",
    ...toCodeBlock(lines),
    "",
    "</details>",
  ];
}
