import type { Report, ReportFile, RuleResult, Verdict } from "../../report/document.ts";
import { listMissed, type MissedOutcome } from "../missed.ts";
import type { Renderer, RenderOptions } from "../renderer.ts";
import { sayCount } from "../text/percent.ts";
import { toPlain } from "../text/plain.ts";
import { element, textElement } from "../xml.ts";
import { listBroken, sayPlace } from "./list-broken.ts";

/** Outcomes named in one failure; what is left out is counted. */
const DEFAULT_LIMIT = 200;

/**
 * JUnit XML as Jenkins and GitLab read it. A verdict has a case for each rule; a report, which neither passes nor fails,
 * a case for each file with branches: failed where some are missed, skipped where nothing of it was measured.
 */
export const junit: Renderer = { format: "junit", report: renderReport, verdict: renderVerdict };

function renderVerdict(verdict: Verdict, report: Report, options: RenderOptions): string {
  const cases = verdict.rules.map((rule) => renderRule(rule, report, options));
  const failures = verdict.rules.filter(({ passed }) => !passed).length;
  return renderSuite("footlights gate", cases, { failures, skipped: 0 });
}

function renderRule(rule: RuleResult, report: Report, options: RenderOptions): string {
  const attributes = { classname: "footlights.gate", name: rule.name, time: 0 };
  if (rule.passed) return element("testcase", attributes);
  const message = toPlain(`${rule.actual}, expected ${rule.expected}`);
  return element("testcase", attributes, [
    renderFailure({ type: rule.name, message }, listBroken(rule, report), options),
  ]);
}

function renderReport(report: Report, options: RenderOptions): string {
  const files = report.files.filter(({ totals }) => totals.outcomes > 0);
  const missed = groupByPath(listMissed(report));
  const cases = files.map((file) => renderFile(file, missed.get(file.path) ?? [], options));
  const failures = files.filter(({ totals }) => totals.missed > 0).length;
  const skipped = files.filter(({ measured }) => !measured).length;
  return renderSuite("footlights report", cases, { failures, skipped });
}

function groupByPath(
  missed: readonly MissedOutcome[],
): ReadonlyMap<string, readonly MissedOutcome[]> {
  const groups = new Map<string, MissedOutcome[]>();
  for (const outcome of missed) {
    const group = groups.get(outcome.path);
    if (group) group.push(outcome);
    else groups.set(outcome.path, [outcome]);
  }
  return groups;
}

function renderFile(
  file: ReportFile,
  missed: readonly MissedOutcome[],
  options: RenderOptions,
): string {
  const attributes = { classname: "footlights.report", name: toPlain(file.path), time: 0 };
  if (!file.measured)
    return element("testcase", attributes, [
      textElement("skipped", {}, "The file is not in the coverage."),
    ]);
  if (missed.length === 0) return element("testcase", attributes);
  const message = `${sayCount(missed.length, "branch", "branches")} missed`;
  return element("testcase", attributes, [
    renderFailure({ type: "missed", message }, missed.map(sayPlace), options),
  ]);
}

function renderFailure(
  attributes: { readonly type: string; readonly message: string },
  lines: readonly string[],
  { limit = DEFAULT_LIMIT }: RenderOptions,
): string {
  const shown = lines.slice(0, limit).map(toPlain);
  const more = lines.length - shown.length;
  if (more > 0) shown.push(`and ${more} more; report --format json has all`);
  return textElement("failure", attributes, [attributes.message, ...shown].join("\n"));
}

function renderSuite(
  name: string,
  cases: readonly string[],
  { failures, skipped }: { readonly failures: number; readonly skipped: number },
): string {
  const counts = { tests: cases.length, failures, errors: 0 };
  const suite = element("testsuite", { name, ...counts, skipped, time: 0 }, cases);
  const suites = element("testsuites", { name, ...counts, time: 0 }, [suite]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${suites}\n`;
}
