import type { Report, RuleResult, Verdict } from "../report/document.ts";
import { listBrokenGaps } from "../render/broken.ts";
import { renderGaps } from "../render/text/gap-list.ts";
import { type Paint, paintWith } from "../render/text/palette.ts";
import { toPlain } from "../render/text/plain.ts";
import type { RenderOptions } from "../render/renderer.ts";

/** The verdict for people: what is missed where that broke a rule, in the order of the rules, then every rule with what it found. */
export function renderVerdict(
  verdict: Verdict,
  report: Report,
  options: RenderOptions = {},
): string {
  const gaps = renderGaps(listBrokenGaps(verdict, report), options);
  return [...gaps, renderRules(verdict, report, options)].join("\n");
}

/** The verdict without what is missed, for those who have just shown the report. */
export function renderRules(verdict: Verdict, report: Report, options: RenderOptions = {}): string {
  const paint = paintWith(options.color ?? false);
  const width = Math.max(...verdict.rules.map(({ name }) => toPlain(name).length));
  return [
    paint("bold", verdict.passed ? "Gate passed" : "Gate failed"),
    ...verdict.rules.map((rule) => renderRule(rule, width, paint)),
    ...renderUncounted(verdict, report),
    "",
  ].join("\n");
}

function renderRule(rule: RuleResult, width: number, paint: Paint): string {
  const mark = rule.passed ? paint("green", "pass") : paint("red", "FAIL");
  return `  ${mark}  ${toPlain(rule.name).padEnd(width)}  ${toPlain(rule.actual)}, expected ${toPlain(rule.expected)}`;
}

/** What no percentage contains is always said. */
function renderUncounted({ baseline }: Verdict, report: Report): readonly string[] {
  const { unknown, ignored, unreachable } = report.totals;
  const excused = baseline?.excused ?? 0;
  const words = [
    ...(excused > 0 ? [`${excused} known by ${toPlain(baseline?.file ?? "")}`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(ignored > excused ? [`${ignored - excused} ignored by hints`] : []),
    ...(unreachable > 0 ? [`${unreachable} unreachable`] : []),
    ...(report.skipped.length > 0 ? [`${report.skipped.length} files skipped`] : []),
  ];
  return words.length === 0 ? [] : [`  not counted: ${words.join(", ")}`];
}
