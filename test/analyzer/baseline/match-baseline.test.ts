import { describe, expect, test } from "vitest";
import type { BaselineEntry } from "../../../analyzer/baseline/entry.ts";
import { excuseGaps } from "../../../analyzer/baseline/excuse-gaps.ts";
import { matchBaseline } from "../../../analyzer/baseline/match-baseline.ts";
import { checkGate } from "../../../analyzer/gate/check-gate.ts";
import type { Report } from "../../../analyzer/report/document.ts";
import { decisionOf, fileOf, missedOf, outcomeOf, reportOf } from "../render/report-of.ts";

const TODAY = "2026-11-23";
const today = { today: TODAY };

const missed = (id: string) => missedOf(id, [`${id} was never taken`, ""]);

function fileWith(path: string, outcomes: Parameters<typeof decisionOf>[1]) {
  return fileOf(path, [decisionOf(["Room.join", 3, "full"], outcomes)]);
}

function entryOf(id: string, more: Partial<BaselineEntry> = {}): BaselineEntry {
  return { id, path: "room.ts", alias: "Room.join/if(full)", added: "2026-01-01", ...more };
}

const until = (day: string) => [entryOf("a:then", { until: day, owner: "rooms" })];

function judge(report: Report, entries: readonly BaselineEntry[]) {
  const { report: rest, known } = excuseGaps(report, { file: "b.jsonl", entries }, TODAY);
  return checkGate(rest, { minBranches: 100 }, { known });
}

describe("an entry", () => {
  test("takes its missed outcome out of every number and list", () => {
    const report = reportOf([fileWith("room.ts", [missed("a:then"), outcomeOf("a:else")])]);
    const { report: rest, known } = excuseGaps(
      report,
      { file: "b.jsonl", entries: [entryOf("a:then")] },
      TODAY,
    );
    expect(rest.totals).toMatchObject({ covered: 1, missed: 0, ignored: 1 });
    expect(rest.files[0]?.totals).toMatchObject({ covered: 1, missed: 0, ignored: 1 });
    expect(known).toEqual({ file: "b.jsonl", entries: 1, excused: 1, expired: [], covered: [] });
    expect(judge(report, [entryOf("a:then")])).toMatchObject({
      passed: true,
      baseline: { file: "b.jsonl", entries: 1, excused: 1 },
    });
  });

  test("follows its outcome into another file", () => {
    const report = reportOf([fileWith("lobby.ts", [missed("a:then"), outcomeOf("a:else")])]);
    expect(judge(report, [entryOf("a:then")]).passed).toBe(true);
  });

  test("accepts one outcome: a copy of untested code is a new gap", () => {
    const report = reportOf([
      fileWith("copy.ts", [missed("a:then"), outcomeOf("a:else")]),
      fileWith("room.ts", [missed("a:then"), outcomeOf("a:else")]),
    ]);
    const { known } = matchBaseline(report, [entryOf("a:then")], today);
    const [copy, original] = report.files.map(({ decisions }) => decisions[0]?.outcomes[0]);
    expect(copy && known.has(copy)).toBe(false);
    expect(original && known.has(original)).toBe(true);
    const both = [entryOf("a:then"), entryOf("a:then", { path: "copy.ts" })];
    expect(matchBaseline(report, both, today).known.size).toBe(2);
  });

  test("counts to the end of its last day, and fails from the next on", () => {
    const report = reportOf([fileWith("room.ts", [missed("a:then"), outcomeOf("a:else")])]);
    expect(judge(report, until(TODAY)).passed).toBe(true);
    expect(judge(report, until("2026-11-22")).rules).toMatchObject([
      { name: "min-branches", passed: false, outcomes: ["a:then"] },
      {
        name: "baseline-expired",
        passed: false,
        actual: "1 expired: a:then (2026-11-22, rooms)",
        outcomes: ["a:then"],
      },
      { name: "baseline-covered", passed: true },
      { name: "measured", passed: true },
    ]);
  });

  test("has to go when a test takes its outcome", () => {
    const report = reportOf([fileWith("room.ts", [outcomeOf("a:then"), outcomeOf("a:else")])]);
    expect(judge(report, [entryOf("a:then")]).rules).toMatchObject([
      { name: "min-branches", passed: true },
      { name: "baseline-expired", passed: true },
      {
        name: "baseline-covered",
        passed: false,
        actual: "1 covered by now: a:then",
        expected: "no covered outcome in b.jsonl (footlights baseline --prune removes them)",
      },
      { name: "measured", passed: true },
    ]);
  });
});

test("tells entries that are gone from those of files that were not looked at", () => {
  const report = reportOf([fileWith("room.ts", [outcomeOf("a:then")])]);
  const entries = [
    entryOf("b:then"),
    entryOf("c:then", { path: "elsewhere.ts" }),
    entryOf("d:then", { path: "deleted.ts" }),
  ];
  const matched = matchBaseline(report, entries, {
    today: TODAY,
    exists: (path) => path !== "deleted.ts",
  });
  expect(matched.gone.map(({ id }) => id)).toEqual(["b:then", "d:then"]);
  expect(matched.outside.map(({ id }) => id)).toEqual(["c:then"]);
});
