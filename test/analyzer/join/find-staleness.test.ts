import { expect, test } from "vitest";
import type { FileHits } from "../../../analyzer/findings.ts";
import { findStaleness } from "../../../analyzer/join/find-staleness.ts";

/** Hits of statements that begin at these columns of the first line. */
function hitsAt(columns: readonly number[]): FileHits {
  const statements = columns.map((column) => ({ start: { line: 1, column }, hits: 1 }));
  return { path: "a.js", provider: "istanbul", branches: [], statements, functions: [], runs: [] };
}

const columnsOf = (text: string, mark: RegExp): readonly number[] =>
  Array.from(text.matchAll(mark), ({ index }) => index);

test("takes numbers without a leading zero for values, as minifiers write them", () => {
  const text = "let a=.5,b=.25,c=.125,d=.75,e=.1;";
  expect(findStaleness("a.js", text, hitsAt(columnsOf(text, /\.\d/g)))).toBeUndefined();
});

test("takes the dot of a member for no statement", () => {
  const text = "a.b(); a.c(); a.d(); a.e(); a.f();";
  expect(findStaleness("a.js", text, hitsAt(columnsOf(text, /\./g)))).toBe(
    "5 of 5 measured statements are not there any more",
  );
});

test("does not miss a loop that vitest 5.0.5 maps nowhere: all there is in an if, and ending in one", () => {
  const text = "if (a)\n  for (const x of xs)\n    if (x) f(x);\n";
  const starts = [
    { line: 1, column: 0 },
    { line: 3, column: 4 },
    { line: 3, column: 11 },
  ];
  const statements = starts.map((start) => ({ start, hits: 1 }));
  expect(findStaleness("a.js", text, { ...hitsAt([]), statements })).toBeUndefined();
});
