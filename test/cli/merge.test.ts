import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { footlights } from "./footlights.ts";
import { ROOM, roomProject, writeCoverage } from "./room-project.ts";

const FINAL = "coverage/coverage-final.json";

/** Two shards of one project, each of which takes one of the two branches. */
function shards() {
  const project = roomProject();
  for (const [name, hits] of [
    ["one", [1, 0]],
    ["two", [0, 4]],
  ] as const) {
    writeCoverage(project, "src/room.ts", ROOM, [hits]);
    project.write(`shards/${name}/coverage-final.json`, readFileSync(join(project.cwd, FINAL)));
  }
  return project;
}

test("makes one report of the shards, by which the gate passes", () => {
  const { cwd } = shards();
  expect(footlights(["gate"], { cwd }).status).toBe(1);
  expect(footlights(["merge", "shards/two", "shards/one/coverage-final.json"], { cwd })).toEqual({
    status: 0,
    stdout: `Merged 2 shards of 1 file into ${FINAL}\n`,
    stderr: "",
  });
  expect(footlights(["gate"], { cwd }).status).toBe(0);
  const printed = footlights(["merge", "shards/one", "shards/two", "--json"], { cwd }).stdout;
  expect(printed).toBe(readFileSync(join(cwd, FINAL), "utf8"));
  expect(Object.values(JSON.parse(printed))).toMatchObject([{ b: { 0: [1, 4] } }]);
});

test("is not needed where shards ran in folders of their own, also on Windows", () => {
  const project = shards();
  for (const [name, root] of [
    ["one", "/builds/1/room"],
    ["two", String.raw`C:\a\room`],
  ] as const) {
    const path = `shards/${name}/coverage-final.json`;
    const report: Record<string, object> = JSON.parse(
      readFileSync(join(project.cwd, path), "utf8"),
    );
    const moved = root.startsWith("/") ? `${root}/src/room.ts` : `${root}\\src\\room.ts`;
    const [entry] = Object.values(report);
    project.write(path, JSON.stringify({ [moved]: { ...entry, path: moved } }));
  }
  const verdict = { status: 0, stderr: "" };
  const both = ["--coverage", "shards/*", "src"];
  expect(footlights(["gate", ...both], project)).toMatchObject(verdict);
  expect(footlights(["gate", ...both, "--no-cache"], project)).toMatchObject(verdict);
  expect(footlights(["explain", "src/room.ts:5", ...both.slice(0, 2)], project)).toMatchObject(
    verdict,
  );
});

describe("refuses in one line", () => {
  test.each([
    [[], "Could not merge coverage: found no path, expected the reports of the shards."],
    [["nowhere"], 'Could not read coverage from "nowhere": found no such file'],
    [["src/room.ts"], 'Could not read coverage from "src/room.ts": found text that is not JSON'],
    [
      ["shards/one", "--output", "no/merged.json"],
      'Could not write "no/merged.json": found no such folder',
    ],
  ])("%j", (args, message) => {
    const run = footlights(["merge", ...args], { cwd: shards().cwd });
    expect(run.stderr).toMatch(/^[^\n]*\n$/);
    expect(run.stderr).toContain(message);
    expect(run).toMatchObject({ status: 2, stdout: "" });
  });
});
