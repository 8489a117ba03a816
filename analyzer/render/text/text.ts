import { renderVerdict } from "../../gate/render-verdict.ts";
import type { Report } from "../../report/document.ts";
import type { Renderer, RenderOptions } from "../renderer.ts";
import { renderGapList } from "./gap-list.ts";
import { paintWith } from "./palette.ts";
import { renderSummary } from "./summary.ts";

/** Made for people who test actors: every untested path with its cause and what to send, then the counts. */
export const text: Renderer = {
  format: "text",
  report: renderText,
  verdict: renderVerdict,
};

function renderText(report: Report, options: RenderOptions): string {
  const paint = paintWith(options.color ?? false);
  return [...renderGapList(report, options), ...renderSummary(report, paint), ""].join("\n");
}
