import { describe, expect, test } from "vitest";
import type { Report, ReportOutcome } from "../../../analyzer/report/document.ts";
import { renderers } from "../../../analyzer/render/index.ts";
import { sayShare } from "../../../analyzer/render/text/percent.ts";
import { actorOf, decisionOf, fileOf, outcomeOf, reportOf } from "./report-of.ts";

const render = (report: Report): readonly string[] =>
  renderers
    .find(({ format }) => format === "text")
    ?.report(report, {})
    .split("\n") ?? [];

const fileWith = (path: string, ...outcomes: readonly ReportOutcome[]) =>
  fileOf(path, [decisionOf(["f", 1, "x"], outcomes)]);

const unknown = (id: string, reason: string): ReportOutcome =>
  outcomeOf(id, { status: "unknown", hits: null, reason });

test("a report without gaps is a row per actor and one good line", () => {
  const report = reportOf([fileWith("src/room.ts", outcomeOf("a:then"), outcomeOf("a:else"))], {
    actors: [
      actorOf("Room", { outcomes: 2, covered: 2 }, ["fetch", "alarm"]),
      actorOf("LongNamedRoom", { outcomes: 12, covered: 10, unknown: 2 }, ["join"]),
    ],
  });
  expect(render(report)).toEqual([
    "actor                covered  missed  unknown  entries",
    "Room             2/2 (100 %)       0        0        2",
    "LongNamedRoom  10/10 (100 %)       0        2        1",
    "",
    "2/2 (100 %) branches covered in 1 file: every outcome counted, none missed",
    "",
  ]);
});

test.for([
  [
    { files: 1, declared: 1, lines: 12, codeLines: 10 },
    "1 test in 1 file, 1.2 lines of tests for each line of code (12 to 10)",
  ],
  [
    { files: 40, declared: 275, lines: 4900, codeLines: 3788 },
    "275 tests in 40 files, 1.3 lines of tests for each line of code (4900 to 3788)",
  ],
  [{ files: 2, declared: 3, lines: 9, codeLines: 0 }, "3 tests in 2 files"],
] as const)("the tests are a line below the total: %j", ([tests, line]) => {
  const report = { ...reportOf([fileWith("src/room.ts", outcomeOf("a:then"))]), tests };
  expect(render(report).slice(1)).toEqual([line, ""]);
});

test("what the provider does not see is summed up by reason, most frequent first", () => {
  const report = reportOf([
    fileWith(
      "a.ts",
      outcomeOf("a:then"),
      unknown("b:continue", "last-operand"),
      unknown("c:short", "optional-chain"),
      unknown("d:short", "optional-chain"),
      outcomeOf("e:then", { status: "ignored", reason: "istanbul ignore if" }),
      outcomeOf("f:default", { status: "unreachable", reason: "type" }),
      outcomeOf("g:then", {
        status: "unreachable",
        reason: "constant, for `DEBUG` is always false",
      }),
    ),
  ]);
  expect(render(report)).toEqual([
    "1/1 (100 %) branches covered in 1 file: none missed",
    "3 not visible with provider istanbul:",
    "     2  optional chaining",
    "     1  last operand of a formula used as a value",
    "1 ignored by hints",
    "2 unreachable (constant: 1)",
    "",
  ]);
});

test("files outside the measurement are named, and never make a report complete", () => {
  const uncovered = unknown("b:then", "no-coverage");
  const report = reportOf(
    [
      fileWith("a.ts", outcomeOf("a:then")),
      fileOf("b.ts", [decisionOf(["f", 1, "x"], [uncovered])], false),
    ],
    {
      skipped: [{ path: "bad\n.ts", reason: "syntax error at 1:4" }],
      unmatched: [
        { path: "a.ts", kind: "if", start: { line: 1, column: 0 }, reason: "transpiler-artefact" },
        { path: "a.ts", kind: "if", start: { line: 2, column: 0 }, reason: "not-in-source" },
      ],
    },
  );
  expect(render(report)).toEqual([
    "1/1 (100 %) branches covered in 2 files",
    "1 file not in the coverage, 1 branch unmeasured:",
    "  b.ts  1 branch",
    "2 coverage locations without a branch here: 1 made by the transpiler, 1 not of this source",
    "1 file skipped:",
    "  bad\\u000a.ts  syntax error at 1:4",
    "",
  ]);
});

test("of many files ten are named and the rest is counted", () => {
  const skipped = Array.from({ length: 12 }, (_, index) => ({ path: `${index}.ts`, reason: "no" }));
  expect(render(reportOf([], { skipped }))).toEqual([
    "No branches found: nothing was counted.",
    "12 files skipped:",
    ...skipped.slice(0, 10).map(({ path }) => `  ${path}  no`),
    "  and 2 more; --format json has all",
    "",
  ]);
});

test("a report in which nothing was measured says so", () => {
  const uncovered = unknown("b:then", "no-coverage");
  const report = reportOf([fileOf("b.ts", [decisionOf(["f", 1, "x"], [uncovered])], false)]);
  expect(render(report)[0]).toBe("No branch was measured.");
});

describe("a share", () => {
  test.each([
    [0, 0, "0/0"],
    [0, 3, "0/3 (0 %)"],
    [1, 3, "1/3 (33.3 %)"],
    [2, 3, "2/3 (66.6 %)"],
    [999, 1000, "999/1000 (99.9 %)"],
    [99_999, 100_000, "99999/100000 (99.9 %)"],
    [1000, 1000, "1000/1000 (100 %)"],
  ])("of %i of %i is never rounded up: %s", (part, whole, words) => {
    expect(sayShare(part, whole)).toBe(words);
  });
});
