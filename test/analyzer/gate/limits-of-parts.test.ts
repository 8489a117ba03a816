import { describe, expect, test } from "vitest";
import { checkGate } from "../../../analyzer/gate/check-gate.ts";
import type { GateLimits } from "../../../analyzer/gate/limits.ts";
import type { Report, ReportActor, RuleResult } from "../../../analyzer/report/document.ts";
import { sampleReport } from "./sample-report.ts";

function ruleOf(name: string, report: Report, limits: GateLimits): RuleResult | undefined {
  return checkGate(report, limits).rules.find((rule) => rule.name === name);
}

const actor = (name: string): ReportActor => ({
  name,
  path: "room.ts",
  binding: null,
  entries: [],
  totals: { outcomes: 0, covered: 0, missed: 0, unknown: 0, ignored: 0, unreachable: 0 },
});

function ignoredBy(reason: string): Report {
  const report = sampleReport({ "room.ts": ["ignored"] });
  const files = report.files.map((file) => ({
    ...file,
    decisions: file.decisions.map((decision) => ({
      ...decision,
      outcomes: decision.outcomes.map((outcome) => ({ ...outcome, reason })),
    })),
  }));
  return { ...report, files };
}

describe("limits of parts", () => {
  const report = sampleReport({
    "src/room.ts": ["covered", "missed"],
    "src/protocol/parse.ts": ["covered", "covered"],
    "src/types.ts": [],
    "lib/room.ts": ["missed", "missed"],
  });

  test("judge each file on its own, and name those that fail", () => {
    expect(ruleOf("min-branches-per-file", report, { minBranchesPerFile: 50 })).toMatchObject({
      passed: false,
      actual: "not in lib/room.ts (0 of 2 outcomes (0 %))",
      expected: "at least 50 % in every file",
      outcomes: ["id-lib/room.ts:0", "id-lib/room.ts:1"],
    });
    expect(ruleOf("min-branches-per-file", report, { minBranchesPerFile: -2 })).toMatchObject({
      passed: true,
      actual: "3 of 3 files",
    });
  });

  test("judge nothing in no file as failed", () => {
    const empty = sampleReport({ "src/types.ts": [] });
    expect(ruleOf("min-branches-per-file", empty, { minBranchesPerFile: 0 })).toMatchObject({
      passed: false,
      actual: "nothing to count: 0 of 0 outcomes",
    });
  });

  test("judge the files of each glob together, whatever the others say", () => {
    const { rules } = checkGate(report, {
      files: { "src/**": 75, "src/protocol/*": 100, lib: -1 },
    });
    expect(rules.map(({ name, passed, actual }) => [name, passed, actual])).toEqual([
      ["min-branches in src/**", true, "3 of 4 outcomes (75 %)"],
      ["min-branches in src/protocol/*", true, "2 of 2 outcomes (100 %)"],
      ["min-branches in lib", false, "2 missed"],
      ["measured", true, "3 of 3 files"],
    ]);
  });

  test("fail for a glob that means no file", () => {
    expect(
      ruleOf("min-branches in source/**", report, { files: { "source/**": 0 } }),
    ).toMatchObject({
      passed: false,
      actual: "none of the 4 files matches",
    });
  });
});

describe("limits of actors", () => {
  const report = {
    ...sampleReport({ "room.ts": ["covered", "missed"], "helper.ts": ["covered"] }),
    actors: [actor("Room"), actor("Lobby")],
  };

  test("judge what its entries reach, in whatever file", () => {
    expect(ruleOf("min-branches of Room", report, { actors: { Room: 66 } })).toMatchObject({
      passed: true,
      actual: "2 of 3 outcomes (66.66 %)",
    });
  });

  test("judge each actor that is not named by the limit of *", () => {
    const { rules } = checkGate(report, { actors: { "*": 100, Room: 0 } });
    expect(rules.map(({ name, passed }) => [name, passed])).toEqual([
      ["min-branches of Lobby", false],
      ["min-branches of Room", true],
      ["measured", true],
    ]);
  });

  test("fail for an actor that does not exist, and name the nearest", () => {
    expect(ruleOf("min-branches of Rom", report, { actors: { Rom: 0 } })).toMatchObject({
      passed: false,
      actual: 'no actor of that name (did you mean "Room"?)',
    });
  });
});

describe("hints-with-reason", () => {
  test("fails for a hint that gives none, and names its place", () => {
    const report = ignoredBy("istanbul ignore else");
    expect(ruleOf("hints-with-reason", report, { hintsNeedReason: true })).toMatchObject({
      passed: false,
      actual: "1 ignored without a reason: room.ts:3",
      outcomes: ["id-room.ts:0"],
    });
    expect(ruleOf("hints-with-reason", report, {})).toBeUndefined();
  });

  test("passes where each says why", () => {
    const report = ignoredBy("closed by the platform");
    expect(ruleOf("hints-with-reason", report, { hintsNeedReason: true })).toMatchObject({
      passed: true,
      actual: "1 ignored outcomes with a reason",
    });
  });
});
