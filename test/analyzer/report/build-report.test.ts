import { describe, expect, test } from "vitest";
import { listFile } from "../../../analyzer/inventory/index.ts";
import type { JoinedFile, Status } from "../../../analyzer/findings.ts";
import type { Actor, FileInventory, Route } from "../../../analyzer/model.ts";
import { buildListing } from "../../../analyzer/report/build-listing.ts";
import { buildReport, type ReportParts } from "../../../analyzer/report/build-report.ts";

const covered: Status = { status: "covered", hits: 1 };
const missed: Status = { status: "missed", hits: 0 };

function inventoryOf(path: string, text: string): FileInventory {
  const file = listFile(path, text, "full");
  if ("reason" in file) throw new Error(file.reason);
  return file;
}

/** A file whose outcomes have the given statuses in turn, then are covered. */
function joinedOf(path: string, text: string, statuses: readonly Status[] = []): JoinedFile {
  const inventory = inventoryOf(path, text);
  const left = [...statuses];
  const findings = inventory.decisions.flatMap((decision) =>
    decision.outcomes.map((outcome) => ({
      file: inventory,
      decision,
      outcome,
      status: left.shift() ?? covered,
      evaluated: null,
      unitHits: null,
    })),
  );
  return { inventory, findings, unmatched: [], unjoined: [], unitHits: new Map(), measured: true };
}

const explain: ReportParts["explain"] = ({ outcome }) => ({ cause: outcome.id, action: "" });

function build(joined: readonly JoinedFile[], more: Partial<ReportParts> = {}) {
  return buildReport({
    profile: "full",
    provider: "istanbul",
    actors: [],
    skipped: [],
    joined,
    explain,
    routesOf: () => [],
    ...more,
  });
}

const ifs = "export function f(a, b) { if (a) g(); if (b) g(); }";

describe("a report", () => {
  test("counts every status once, and they add up", () => {
    const statuses: readonly Status[] = [
      covered,
      missed,
      { status: "unknown", hits: null, reason: "last-operand" },
      { status: "ignored", hits: 3, reason: "istanbul ignore else" },
    ];
    const unreachable: Status = { status: "unreachable", hits: 0, reason: "type" };
    const report = build([joinedOf("a.ts", ifs, statuses), joinedOf("b.ts", ifs, [unreachable])]);
    expect(report.totals).toEqual({
      files: 2,
      units: 4,
      decisions: 4,
      outcomes: 8,
      covered: 4,
      missed: 1,
      unknown: 1,
      ignored: 1,
      unreachable: 1,
    });
    expect(report.files[0]?.totals).toEqual({
      outcomes: 4,
      covered: 1,
      missed: 1,
      unknown: 1,
      ignored: 1,
      unreachable: 0,
    });
  });

  test("explains what was missed, gives a reason for what is not known, and nothing for the rest", () => {
    const unknown: Status = { status: "unknown", hits: null, reason: "loop-count" };
    const { files } = build([joinedOf("a.ts", ifs, [covered, missed, unknown])]);
    const outcomes = files[0]?.decisions.flatMap((decision) => decision.outcomes) ?? [];
    expect(
      outcomes.map(({ status, hits, reason, explanation }) => [
        status,
        hits,
        reason,
        explanation?.cause,
      ]),
    ).toEqual([
      ["covered", 1, undefined, undefined],
      ["missed", 0, undefined, outcomes[1]?.id],
      ["unknown", null, "loop-count", undefined],
      ["covered", 1, undefined, undefined],
    ]);
  });

  test("is sorted by path, line and column, with paths as POSIX has them", () => {
    const one = joinedOf("./src\\b.ts", ifs);
    const shuffled = { ...one, findings: one.findings.toReversed() };
    const report = build([shuffled, joinedOf("src/a.ts", ifs)], {
      skipped: [
        { path: "z\\y.ts", reason: "no" },
        { path: "c.ts", reason: "no" },
      ],
    });
    expect(report.files.map(({ path }) => path)).toEqual(["src/a.ts", "src/b.ts"]);
    expect(report.files[1]?.decisions.map(({ start }) => start.column)).toEqual([26, 38]);
    expect(report.skipped.map(({ path }) => path)).toEqual(["c.ts", "z/y.ts"]);
  });
});

describe("an actor's outcomes", () => {
  const room = "export class Room { fetch(a) { if (a) g(); } #dead(a) { if (a) g(); } }";
  const actor: Actor = { name: "Room", path: "src/room.ts", binding: "ROOM", entries: [] };
  const toRoom: Route = {
    actor: "Room",
    path: "src/room.ts",
    entry: "fetch",
    message: null,
    fields: [],
  };

  test("are those of its class and those that its entries reach, wherever they stand", () => {
    const report = build([joinedOf("src/room.ts", room, [missed]), joinedOf("src/help.ts", ifs)], {
      actors: [actor],
      routesOf: (path, id) => (path === "src/help.ts" && id.endsWith(":then") ? [toRoom] : []),
    });
    expect(report.actors).toEqual([
      {
        name: "Room",
        path: "src/room.ts",
        binding: "ROOM",
        entries: [],
        totals: { outcomes: 6, covered: 5, missed: 1, unknown: 0, ignored: 0, unreachable: 0 },
      },
    ]);
  });

  test("are not those of a class of the same name in another Worker", () => {
    const other: Actor = { ...actor, path: "other/room.ts" };
    const report = build([joinedOf("src/room.ts", room), joinedOf("other/room.ts", room)], {
      actors: [actor, other],
      routesOf: (path) => [{ ...toRoom, path }],
    });
    expect(report.actors.map(({ path, totals }) => [path, totals.outcomes])).toEqual([
      ["other/room.ts", 4],
      ["src/room.ts", 4],
    ]);
  });
});

test("a listing has the decisions and their ways out, without evidence", () => {
  const file = inventoryOf("src\\b.ts", ifs);
  const skipped = [{ path: "bad.ts", reason: "no" }];
  const listing = buildListing({ profile: "full", files: [file], skipped });
  expect(listing.totals).toEqual({ files: 1, units: 2, decisions: 2, outcomes: 4 });
  expect(listing.skipped).toEqual(skipped);
  expect(listing.files[0]?.path).toBe("src/b.ts");
  expect(Object.keys(listing.files[0]?.decisions[0]?.outcomes[1] ?? {})).toEqual(["id", "label"]);
});
