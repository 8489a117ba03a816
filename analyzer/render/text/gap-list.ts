import type { Report } from "../../report/document.ts";
import { countGaps, type Gap, listFileGaps } from "../gaps.ts";
import type { RenderOptions } from "../renderer.ts";
import { renderGap } from "./gap.ts";
import { paintWith } from "./palette.ts";

const DEFAULT_WIDTH = 100;
const DEFAULT_LIMIT = 200;

/** Every untested path of a report with its cause and what to send, a blank line after each. */
export function renderGapList(report: Report, options: RenderOptions): readonly string[] {
  const { limit = DEFAULT_LIMIT } = options;
  const gaps: Gap[] = [];
  let count = 0;
  for (const file of report.files) {
    count += countGaps(file);
    // Of a large project most are counted only.
    if (gaps.length < limit) gaps.push(...listFileGaps(file).slice(0, limit - gaps.length));
  }
  return renderCounted(gaps, count, options);
}

/** The same of some gaps only, in the order given. */
export function renderGaps(gaps: readonly Gap[], options: RenderOptions): readonly string[] {
  return renderCounted(gaps, gaps.length, options);
}

function renderCounted(
  gaps: readonly Gap[],
  count: number,
  options: RenderOptions,
): readonly string[] {
  const paint = paintWith(options.color ?? false);
  const width = options.width ?? DEFAULT_WIDTH;
  const limit = options.limit ?? DEFAULT_LIMIT;
  const lines = gaps.slice(0, limit).flatMap((gap) => [...renderGap(gap, width, paint), ""]);
  return count > limit
    ? [...lines, `and ${count - limit} more untested paths; --format json has all`, ""]
    : lines;
}
