import type { BlockHits, RangeHits, ScriptRun } from "../../findings.ts";
import type { Position } from "../../model.ts";
import { createLines } from "../../inventory/lines.ts";
import { findHits, findStretch, flattenBlocks } from "./flatten-blocks.ts";
import type { ReadPlace } from "./list-places.ts";

/** How often a script ran at places of its source: NaN where that cannot be told. */
export function readScript({ ranges, compiled }: ScriptRun, text: string): ReadPlace {
  if (compiled === undefined) {
    // V8 does not see the byte order mark.
    const mark = text.startsWith("\uFEFF") ? 1 : 0;
    const { at } = createLines(text);
    const stretches = flattenBlocks(ranges.map((range) => toBlock(range, (to) => at(to + mark))));
    return ({ at: place }) => findHits(stretches, place);
  }
  const stretches = flattenBlocks(ranges.map((range) => toBlock(range, inLine)));
  const read = (offsets: readonly number[]): number => {
    const found = new Set(offsets.map((offset) => findStretch(stretches, inLine(offset))));
    const [index, ...others] = found;
    // What was written more than once (`finally`) would have to be added up, what is read more than once would not.
    if (index === undefined || others.length > 0) return Number.NaN;
    return stretches[index]?.hits ?? 0;
  };
  return ({ at, brace, first }) => {
    if (brace === undefined) return read(compiled.offsetsOf(at));
    const opened = compiled.offsetsOf(brace).map((offset) => offset + 1);
    if (opened.length > 0) return read(opened);
    return first === undefined ? Number.NaN : read(compiled.offsetsOf(first));
  };
}

/** A place in a script, as if all of it stood in one line. */
function inLine(offset: number): Position {
  return { line: 1, column: offset };
}

function toBlock({ start, end, hits }: RangeHits, at: (offset: number) => Position): BlockHits {
  return { start: at(start), end: at(end), hits };
}
