import { expect, test } from "vitest";
import { addUncalled } from "../../../analyzer/join/blocks/add-uncalled.ts";
import { flattenBlocks } from "../../../analyzer/join/blocks/flatten-blocks.ts";
import { listPlaces } from "../../../analyzer/join/blocks/list-places.ts";
import type { BlockHits } from "../../../analyzer/findings.ts";

/** A block of line 1. */
const block = (start: number, end: number, hits: number): BlockHits => ({
  start: { line: 1, column: start },
  end: { line: 1, column: end },
  hits,
});

const say = (blocks: readonly BlockHits[]): string =>
  flattenBlocks(blocks)
    .map(({ start, hits }) => `${start.column}=${hits}`)
    .join(" ");

test("the innermost block tells what holds", () => {
  expect(say([block(0, 30, 1), block(10, 20, 5), block(12, 14, 0)])).toBe(
    "0=1 10=5 12=0 14=5 20=1 30=0",
  );
});

test("of two blocks with one span the later is the inner one", () => {
  expect(say([block(0, 9, 1), block(2, 4, 7), block(2, 4, 3)])).toBe("0=1 2=7 2=3 4=7 4=1 9=0");
});

const { functions } = listPlaces("a.ts", "const f = (a) => (b) => a;");

test("a function that no block stands for was not called", () => {
  const blocks = [block(0, 26, 1), block(10, 25, 4)];
  expect(addUncalled(blocks, functions)).toEqual([block(17, 25, 0), ...blocks]);
});

test("where blocks went through a source map, it may have been called", () => {
  const [uncalled] = addUncalled([block(0, 26, 1), block(10, 23, 4)], functions);
  expect(uncalled).toEqual(block(17, 25, Number.NaN));
});
