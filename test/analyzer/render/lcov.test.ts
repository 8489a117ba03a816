import { lcovParser } from "@friedemannsommer/lcov-parser/sync";
import { expect, test } from "vitest";
import { hostile, hostileReport } from "./hostile.ts";
import { renderAs } from "./render-as.ts";
import { decisionOf, fileOf, missedOf, outcomeOf, reportOf } from "./report-of.ts";

const unknown = outcomeOf("u:short", { status: "unknown", hits: null, reason: "provider" });

const read = (report: Parameters<typeof renderAs>[1]): ReturnType<typeof lcovParser> =>
  lcovParser({ from: renderAs("lcov", report) });

test("each counted outcome is a branch of the line on which its decision starts", () => {
  const report = reportOf([
    fileOf("src/room.ts", [
      decisionOf(["f", 3, "a"], [outcomeOf("a:then", { hits: 4 }), missedOf("a:else", ["", ""])]),
      decisionOf(["f", 3, "b"], [unknown, outcomeOf("b:else", { hits: 2 })]),
      decisionOf(["f", 9, "c"], [missedOf("c:then", ["", ""]), missedOf("c:else", ["", ""])]),
    ]),
  ]);
  const [section, ...others] = read(report);
  expect(others).toEqual([]);
  expect(section?.path).toBe("src/room.ts");
  expect(
    section?.branches.details.map(({ line, block, branch, hit }) => [line, block, branch, hit]),
  ).toEqual([
    [3, 0, "0", 4],
    [3, 0, "1", 0],
    [3, 1, "1", 2],
    [9, 2, "0", 0],
    [9, 2, "1", 0],
  ]);
  expect(section?.branches).toMatchObject({ instrumented: 5, hit: 2 });
});

test("every line with branches is a line, because genhtml knows no other", () => {
  const report = reportOf([
    fileOf("a.ts", [
      decisionOf(["f", 2, "x"], [outcomeOf("a:then", { hits: 7 })]),
      decisionOf(["f", 4, "y"], [missedOf("b:then", ["", ""])]),
    ]),
  ]);
  const [section] = read(report);
  expect(section?.lines).toMatchObject({
    instrumented: 2,
    hit: 1,
    details: [
      { line: 2, hit: 7 },
      { line: 4, hit: 0 },
    ],
  });
});

test("files of which nothing was counted are left out", () => {
  expect(
    renderAs("lcov", reportOf([fileOf("a.ts", [decisionOf(["f", 1, "x"], [unknown])], false)])),
  ).toBe("");
});

test("no name begins a record", () => {
  const text = renderAs("lcov", hostileReport());
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\u2028\u2029]/u);
  const sections = lcovParser({ from: text });
  expect(sections.map(({ path }) => path.includes("forged"))).toEqual(
    hostile.map((name) => name.includes("forged")),
  );
  expect(sections.map(({ branches }) => branches.details.length)).toEqual(hostile.map(() => 2));
});

test("a name that fits on a line is written as the disk has it", () => {
  const names = hostile.filter((text) => !/[\p{Cc}\p{Cs}\u2028]/u.test(text));
  const paths = read(hostileReport()).map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(names.map((name) => `src/${name}`)));
});
