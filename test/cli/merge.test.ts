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
