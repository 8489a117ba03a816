import type { Report, Verdict } from "../../../analyzer/report/document.ts";
import { renderers, type RenderOptions } from "../../../analyzer/render/index.ts";

/** The document that `--format <format>` prints. */
export function renderAs(format: string, report: Report, options: RenderOptions = {}): string {
  const renderer = renderers.find((known) => known.format === format);
  if (renderer === undefined) throw new TypeError(`no renderer for ${format}`);
  return renderer.report(report, options);
}

/** The document that `gate --format <format>` prints. */
export function renderVerdictAs(format: string, verdict: Verdict, report: Report): string {
  const renderer = renderers.find((known) => known.format === format);
  if (renderer?.verdict === undefined) throw new TypeError(`no verdict as ${format}`);
  return renderer.verdict(verdict, report, {});
}
