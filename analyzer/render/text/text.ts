import type { Report } from "../../model.ts";
import { listGaps } from "../gaps.ts";
import type { Renderer, RenderOptions } from "../renderer.ts";
import { renderGap } from "./gap.ts";
import { renderListing } from "./listing.ts";
import { paintWith } from "./palette.ts";
import { renderSummary } from "./summary.ts";

const DEFAULT_WIDTH = 100;
const DEFAULT_LIMIT = 200;

/** Made for people who test actors: every untested path with its cause and what to send, then the counts. */
export const text: Renderer = {
  format: "text",
  report: renderText,
  listing: renderListing,
};

function renderText(report: Report, options: RenderOptions): string {
  const paint = paintWith(options.color ?? false);
  const width = options.width ?? DEFAULT_WIDTH;
  const limit = options.limit ?? DEFAULT_LIMIT;
  const gaps = listGaps(report);
  const lines = gaps.slice(0, limit).flatMap((gap) => [...renderGap(gap, width, paint), ""]);
  if (gaps.length > limit)
    lines.push(`and ${gaps.length - limit} more untested paths; --format json has all`, "");
  return [...lines, ...renderSummary(report, paint), ""].join("\n");
}
