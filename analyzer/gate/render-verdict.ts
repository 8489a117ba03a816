import type { Report, RuleResult, Verdict } from "../report/document.ts";
import { renderGapList } from "../render/text/gap-list.ts";
import { type Paint, paintWith } from "../render/text/palette.ts";
import { toPlain } from "../render/text/plain.ts";
import type { RenderOptions } from "../render/renderer.ts";

/** The verdict for people: what is missed where that broke a rule, then every rule with what it found. */
export function renderVerdict(
  verdict: Verdict,
  report: Report,
  options: RenderOptions = {},
): string {
  const gaps = verdict.passed ? [] : renderGapList(report, options);
  return [...gaps, renderRules(verdict, report, options)].join("\n");
}

/** The verdict without what is missed, for those who have just shown the report. */
export function renderRules(verdict: Verdict, report: Report, options: RenderOptions = {}): string {
  const paint = paintWith(options.color ?? false);
  const width = Math.max(...verdict.rules.map(({ name }) => name.length));
  return [
    paint("bold", verdict.passed ? "Gate passed" : "Gate failed"),
    ...verdict.rules.map((rule) => renderRule(rule, width, paint)),
    ...renderUncounted(report),
    "",
  ].join("\n");
}

function renderRule(rule: RuleResult, width: number, paint: Paint): string {
  const mark = rule.passed ? paint("green", "pass") : paint("red", "FAIL");
  return `  ${mark}  ${rule.name.padEnd(width)}  ${toPlain(rule.actual)}, expected ${rule.expected}`;
}

/** What no percentage contains is always said. */
function renderUncounted(report: Report): readonly string[] {
  const { unknown, ignored, unreachable } = report.totals;
  const words = [
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(ignored > 0 ? [`${ignored} ignored by hints`] : []),
    ...(unreachable > 0 ? [`${unreachable} unreachable`] : []),
    ...(report.skipped.length > 0 ? [`${report.skipped.length} files skipped`] : []),
  ];
  return words.length === 0 ? [] : [`  not counted: ${words.join(", ")}`];
}
