import { describe, expect, test } from "vitest";
import { checkGate } from "../../../analyzer/gate/check-gate.ts";
import type { GateLimits } from "../../../analyzer/gate/limits.ts";
import type { Report, RuleResult } from "../../../analyzer/report/document.ts";
import { many, sampleReport } from "./sample-report.ts";

function ruleOf(name: string, report: Report, limits: GateLimits): RuleResult | undefined {
  return checkGate(report, limits).rules.find((rule) => rule.name === name);
}

function minBranches(covered: number, missed: number, limit: number): RuleResult | undefined {
  const statuses = [...many("covered", covered), ...many("missed", missed)];
  return ruleOf("min-branches", sampleReport({ "room.ts": statuses }), { minBranches: limit });
}

describe("min-branches", () => {
  test("passes at exactly the percentage", () => {
    expect(minBranches(7, 3, 70)).toMatchObject({ passed: true, expected: "at least 70 %" });
  });

  test("fails one outcome below and names it", () => {
    expect(minBranches(64, 1, 100)).toEqual({
      name: "min-branches",
      passed: false,
      actual: "64 of 65 outcomes (98.46 %)",
      expected: "at least 100 %",
      outcomes: ["id-room.ts:64"],
    });
  });

  test("never rounds up", () => {
    expect(minBranches(99_999, 1, 100)).toMatchObject({
      passed: false,
      actual: "99999 of 100000 outcomes (99.99 %)",
    });
    expect(minBranches(2, 1, 66.67)).toMatchObject({ passed: false });
    expect(minBranches(2, 1, 66.66)).toMatchObject({ passed: true });
  });

  test("counts on integers where a float would miss", () => {
    // 0.29 * 100 is 28.999999999999996
    expect(minBranches(29, 9971, 0.29)).toMatchObject({ passed: true });
  });

  test("takes a negative limit as the most missed outcomes", () => {
    expect(minBranches(1, 3, -3)).toMatchObject({ passed: true, actual: "3 missed" });
    expect(minBranches(1, 4, -3)).toMatchObject({ passed: false, expected: "at most 3 missed" });
  });

  test.each([100, 0, -5])("fails over nothing, whatever the limit (%i)", (limit) => {
    expect(minBranches(0, 0, limit)).toMatchObject({
      passed: false,
      actual: "nothing to count: 0 of 0 outcomes",
    });
  });

  test("leaves unknown, ignored and unreachable outcomes out of the percentage", () => {
    const report = sampleReport({ "room.ts": ["covered", "unknown", "ignored", "unreachable"] });
    expect(ruleOf("min-branches", report, { minBranches: 100 })).toMatchObject({
      passed: true,
      actual: "1 of 1 outcomes (100 %)",
    });
  });

  test("does not pass a report of unknown outcomes only", () => {
    const report = sampleReport({ "room.ts": ["unknown"] });
    expect(ruleOf("min-branches", report, { minBranches: 0 })).toMatchObject({ passed: false });
  });
});

describe("max-unknown", () => {
  const report = sampleReport({ "room.ts": ["covered", "unknown", "unknown"] });

  test("is not asked for by itself", () => {
    expect(ruleOf("max-unknown", report, { minBranches: 100 })).toBeUndefined();
  });

  test("names every unknown outcome when there are too many", () => {
    expect(ruleOf("max-unknown", report, { maxUnknown: 1 })).toMatchObject({
      passed: false,
      actual: "2 unknown",
      outcomes: ["id-room.ts:1", "id-room.ts:2"],
    });
    expect(ruleOf("max-unknown", report, { maxUnknown: 2 })).toMatchObject({ passed: true });
  });
});

describe("measured", () => {
  test("fails for a file with branches that the coverage does not name", () => {
    const report = sampleReport({ "room.ts": ["covered"], "lobby.ts": ["unknown"] }, ["lobby.ts"]);
    expect(ruleOf("measured", report, {})).toMatchObject({
      passed: false,
      actual: "not in the coverage: lobby.ts",
      outcomes: ["id-lobby.ts:0"],
    });
  });

  test("does not ask for files without branches", () => {
    const report = sampleReport({ "room.ts": ["covered"], "types.ts": [] }, ["types.ts"]);
    expect(ruleOf("measured", report, {})).toMatchObject({ passed: true });
  });
});

test("checks every rule, also after one has failed", () => {
  const report = sampleReport({ "room.ts": ["missed", "unknown"] });
  const verdict = checkGate(report, { minBranches: 100, maxUnknown: 0 });
  expect(verdict.passed).toBe(false);
  expect(verdict.rules.map(({ name, passed }) => [name, passed])).toEqual([
    ["min-branches", false],
    ["max-unknown", false],
    ["measured", true],
  ]);
});
