import { expect, test } from "vitest";
import type { Verdict } from "../../../analyzer/report/document.ts";
import { toPlain } from "../../../analyzer/render/text/plain.ts";
import { hostile, hostileReport } from "./hostile.ts";
import { type Element, listElements, readJunit } from "./read-xml.ts";
import { renderAs, renderVerdictAs } from "./render-as.ts";
import { decisionOf, fileOf, missedOf, outcomeOf, reportOf } from "./report-of.ts";

const unknown = outcomeOf("c:short", { status: "unknown", hits: null, reason: "optional-chain" });
const report = reportOf([
  fileOf("src/lobby.ts", [decisionOf(["open", 2, "x"], [outcomeOf("a:then"), unknown])]),
  fileOf("src/room.ts", [
    decisionOf(["Room.f", 5, "n"], [missedOf("b:then", ["never true", "send 1"])]),
  ]),
  fileOf("src/unseen.ts", [decisionOf(["g", 1, "y"], [unknown])], false),
  fileOf("src/types.ts", []),
]);

const verdict: Verdict = {
  passed: false,
  rules: [
    {
      name: "min-branches",
      passed: false,
      actual: "1 of 2 outcomes (50 %)",
      expected: "at least 100 %",
      outcomes: ["b:then"],
    },
    { name: "max-unknown", passed: true, actual: "2 unknown", expected: "at most 2", outcomes: [] },
    { name: "measured", passed: false, actual: "x", expected: "y", outcomes: ["c:short"] },
  ],
};

const casesOf = (xml: string): readonly Element[] => listElements(readJunit(xml), "testcase");

test("a verdict has a case for each rule", () => {
  const xml = renderVerdictAs("junit", verdict, report);
  expect(
    casesOf(xml).map(({ attributes, children }) => [attributes.name, children.length]),
  ).toEqual([
    ["min-branches", 1],
    ["max-unknown", 0],
    ["measured", 1],
  ]);
  expect(readJunit(xml).attributes).toMatchObject({ tests: "3", failures: "2", errors: "0" });
});

test("a failed rule says what it found, and each outcome that broke it", () => {
  const [first, , last] = casesOf(renderVerdictAs("junit", verdict, report));
  expect(first?.children[0]).toMatchObject({
    attributes: {
      type: "min-branches",
      message: "1 of 2 outcomes (50 %), expected at least 100 %",
    },
    text: [
      "1 of 2 outcomes (50 %), expected at least 100 %",
      "src/room.ts:5  Room.f  never true. To cover: send 1  b:then",
    ].join("\n"),
  });
  expect(last?.text).toContain("src/unseen.ts:1  g  short is unknown: optional chaining  c:short");
});

test("a report has a case for each file with branches; what was not measured is skipped", () => {
  const xml = renderAs("junit", report);
  expect(
    casesOf(xml).map(({ attributes, children }) => [attributes.name, children[0]?.name]),
  ).toEqual([
    ["src/lobby.ts", undefined],
    ["src/room.ts", "failure"],
    ["src/unseen.ts", "skipped"],
  ]);
  const [suite] = listElements(readJunit(xml), "testsuite");
  expect(suite?.attributes).toMatchObject({ tests: "3", failures: "1", skipped: "1" });
});

test("a failure names as many outcomes as are asked for, and counts the rest", () => {
  const outcomes = ["a", "b", "c"].map((id) => missedOf(`${id}:then`, ["never", ""]));
  const many = reportOf([fileOf("a.ts", [decisionOf(["f", 1, "x"], outcomes)])]);
  const [only] = casesOf(renderAs("junit", many, { limit: 1 }));
  expect(only?.children[0]?.text.split("\n")).toEqual([
    "3 branches missed",
    "a.ts:1  f  never  a:then",
    "and 2 more; report --format json has all",
  ]);
});

test("hostile names and words stay text", () => {
  const cases = casesOf(renderAs("junit", hostileReport()));
  expect(cases.map(({ attributes }) => attributes.name)).toEqual(
    hostile.map((text) => toPlain(`src/${text}`)),
  );
  expect(cases.map(({ children }) => children.map(({ name }) => name))).toEqual(
    hostile.map(() => ["failure"]),
  );
  for (const [index, text] of hostile.entries())
    expect(cases[index]?.text).toContain(toPlain(`was never ${text}`));
});

test("hostile rules stay text", () => {
  const rules = hostile.map((text) => ({
    name: text,
    passed: false,
    actual: text,
    expected: text,
    outcomes: [text],
  }));
  const cases = casesOf(renderVerdictAs("junit", { passed: false, rules }, hostileReport()));
  expect(cases.map(({ children }) => children[0]?.attributes.message)).toEqual(
    hostile.map((text) => toPlain(`${text}, expected ${text}`)),
  );
});
