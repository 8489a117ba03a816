import { sayRoute } from "../../routes/say-route.ts";
import type { Report, Verdict } from "../../report/document.ts";
import { countOutcomes, type Gap, listGaps } from "../gaps.ts";
import { listBrokenGaps } from "../broken.ts";
import { toOneLine } from "../one-line.ts";
import type { Renderer } from "../renderer.ts";
import { sayCount, sayShare } from "../text/percent.ts";
import { toPlain } from "../text/plain.ts";
import { measuredOf } from "../text/summary.ts";
import { sayCommand } from "./command.ts";

/** GitHub shows ten annotations of each kind per step, and drops the rest silently. */
const MOST_WARNINGS = 10;

/** Annotations for a pull request, printed by a step of a GitHub workflow. */
export const github: Renderer = {
  format: "github",
  report: renderReport,
  verdict: renderVerdict,
};

function renderReport(report: Report): string {
  return renderGaps(report, listGaps(report));
}

function renderGaps(report: Report, gaps: readonly Gap[]): string {
  return `${[...gaps.slice(0, MOST_WARNINGS).map(annotate), renderTotal(report, gaps)].join("\n")}\n`;
}

function renderVerdict(verdict: Verdict, report: Report): string {
  const failed = verdict.rules.filter(({ passed }) => !passed);
  const errors = failed.map(({ name, actual, expected }) =>
    sayCommand(
      "error",
      { title: toPlain(`Gate failed: ${name}`) },
      toPlain(`${actual}, expected ${expected}`),
    ),
  );
  return [...errors, renderGaps(report, listBrokenGaps(verdict, report))].join("\n");
}

function annotate(gap: Gap): string {
  const { line, column } = gap.branches[0]?.decision.start ?? { line: 1, column: 0 };
  const { cause, action } = gap.explanation;
  const [route] = gap.routes;
  const behind = countOutcomes(gap.behind);
  const lines = [
    cause,
    ...(action === "" ? [] : [`to cover: ${action}`]),
    ...(route === undefined ? [] : [`reached by: ${sayRoute(route)}`]),
    ...(behind === 0 ? [] : [`behind it: ${sayCount(behind, "more branch", "more branches")}`]),
    sayIds(gap),
  ];
  return sayCommand(
    "warning",
    {
      file: toOneLine(gap.path),
      line,
      col: column + 1,
      title: toPlain(`Untested path in ${gap.unit}`),
    },
    lines.map(toPlain).join("\n"),
  );
}

function sayIds(gap: Gap): string {
  const ids = gap.branches.flatMap(({ outcomes }) => outcomes.map(({ id }) => id));
  const [first = ""] = ids;
  return ids.length > 1 ? `${first} and ${ids.length - 1} more` : first;
}

function renderTotal(report: Report, gaps: readonly Gap[]): string {
  const { covered } = report.totals;
  const share = `${sayShare(covered, measuredOf(report.totals))} branches covered`;
  const more = gaps.length - MOST_WARNINGS;
  const rest = more > 0 ? `, and ${sayCount(more, "more untested path")} not shown here` : "";
  return sayCommand("notice", { title: "Footlights" }, `${share}${rest}`);
}
