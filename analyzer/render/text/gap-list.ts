import type { Report } from "../../report/document.ts";
import { type Gap, listGaps } from "../gaps.ts";
import type { RenderOptions } from "../renderer.ts";
import { renderGap } from "./gap.ts";
import { paintWith } from "./palette.ts";

const DEFAULT_WIDTH = 100;
const DEFAULT_LIMIT = 200;

/** Every untested path of a report with its cause and what to send, a blank line after each. */
export function renderGapList(report: Report, options: RenderOptions): readonly string[] {
  return renderGaps(listGaps(report), options);
}

/** The same of some gaps only, in the order given. */
export function renderGaps(gaps: readonly Gap[], options: RenderOptions): readonly string[] {
  const paint = paintWith(options.color ?? false);
  const width = options.width ?? DEFAULT_WIDTH;
  const limit = options.limit ?? DEFAULT_LIMIT;
  const lines = gaps.slice(0, limit).flatMap((gap) => [...renderGap(gap, width, paint), ""]);
  return gaps.length > limit
    ? [...lines, `and ${gaps.length - limit} more untested paths; --format json has all`, ""]
    : lines;
}
