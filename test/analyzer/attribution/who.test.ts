import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { WhoTakes } from "../../../analyzer/report/who-takes.ts";
import { readDocument } from "../projects/read-document.ts";
import { type ProjectRun, runProject } from "../projects/run-project.ts";
import { footlights } from "../../cli/footlights.ts";
import { roomProject } from "../../cli/room-project.ts";

/** `p07` from `one after the other > p07`. */
const holeOf = (name: string): string => name.slice(-3);
const holes = Array.from({ length: 30 }, (_, index) => `p${String(index + 1).padStart(2, "0")}`);
/** Their actors are watched by no scope, and go on when the test has ended. */
const outliving = new Set(holes.slice(25));
const watched = holes.slice(0, 25);

describe("thirty tests, ten of them at the same time, five with work that outlives them", () => {
  let run: ProjectRun;
  const ask = (...args: readonly string[]): ReturnType<typeof footlights> =>
    footlights([...args, "--coverage", join(run.reports, "coverage-final.json")], {
      cwd: run.folder,
    });
  let outcomes: WhoTakes["decisions"][number]["outcomes"];

  beforeAll(async () => {
    run = await runProject("mail-room");
    const { stdout } = ask("who", "src/pigeonhole.ts:3", "--json");
    const document: WhoTakes = JSON.parse(stdout);
    outcomes = document.decisions.flatMap((decision) => decision.outcomes);
    return () => run[Symbol.dispose]();
  });

  test("all pass, and count what they count without attribution", () => {
    expect(run.suite).toMatchObject({ status: 0 });
    expect(outcomes.map(({ hits }) => hits)).toEqual(
      holes.map((hole): number => (hole >= "p16" && hole <= "p25" ? 2 : 1)).concat(0),
    );
  });

  test.each(watched)("the branch of %s is of its test alone", (hole) => {
    const found = outcomes.find(({ label }) => label === `case "${hole}"`);
    expect(found?.tests.map(({ name, hits }) => [holeOf(name), hits])).toEqual([
      [hole, found?.hits],
    ]);
    expect(found?.shared).toEqual([]);
  });

  test.each([...outliving])("the branch of %s is of nobody for certain", (hole) => {
    const found = outcomes.find(({ label }) => label === `case "${hole}"`);
    expect(found?.tests).toEqual([]);
    expect(found?.shared.length).toBeGreaterThan(0);
  });

  test("a branch that nobody took has a nearest test", () => {
    expect(outcomes.at(-1)).toMatchObject({
      label: "default",
      status: "missed",
      tests: [],
      nearest: { file: "test/mail-room.test.ts" },
    });
  });

  test("a branch of many is of exactly those", async () => {
    const { stdout } = ask("who", "sideOf/cond-expr(numberOf(hole) % 2 === 0):true", "--json");
    const { decisions }: WhoTakes = JSON.parse(stdout);
    const [left] = decisions.flatMap((decision) => decision.outcomes);
    expect(left?.tests.map(({ name }) => holeOf(name))).toEqual(
      watched.filter((hole) => Number(hole.slice(1)) % 2 === 0),
    );
    expect(left?.shared.map(({ name }) => holeOf(name))).toContain("p30");
  });

  test("is written beside the coverage as its schema says, and told so", () => {
    const overlay = readFileSync(join(run.reports, "footlights-tests.json"), "utf8");
    expect(readDocument(overlay)[0]).toBe("tests");
    expect(readDocument(ask("who", "src/pigeonhole.ts:3", "--json").stdout)[0]).toBe("who");
    expect(readDocument(ask("explain", "src/pigeonhole.ts:3", "--json").stdout)[0]).toBe("explain");
  });

  test("explain names the tests, too", async () => {
    const { stdout } = ask("explain", 'numberOf/switch(hole):case "p07"');
    expect(stdout).toContain('     in test      "one after the other > p07" x1\n');
  });
});

describe("with provider v8", () => {
  test("Vitest 5.0.5 leaves no counts that a test could take for itself, which who says", async () => {
    using run = await runProject("mail-room", ["--coverage.provider=v8", "-t", "p0[1-7]$"]);
    expect(run.suite.status).toBe(0);
    const overlay = JSON.parse(readFileSync(join(run.reports, "footlights-tests.json"), "utf8"));
    expect(overlay).toMatchObject({ files: {} });
    const coverage = join(run.reports, "coverage-final.json");
    const who = footlights(["who", "src/pigeonhole.ts:3", "--coverage", coverage], {
      cwd: run.folder,
    });
    expect(who).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "Could not say which tests take a branch: found counts of provider v8, which has one for all tests together, expected those of istanbul. " +
        'Set coverage.provider: "istanbul" and setupFiles: ["footlights/attribution"] in the Vitest configuration, then run the tests again.\n',
    });
  }, 120_000);
});

describe("without the counts of each test", () => {
  test("says how to get them", () => {
    const { cwd } = roomProject();
    expect(footlights(["who", "src/room.ts:5"], { cwd })).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "Could not say which tests take a branch: found no footlights-tests.json with counts beside the coverage, expected one. " +
        'Add setupFiles: ["footlights/attribution"] to the Vitest configuration that has the plugin footlights(), ' +
        "then run the tests again with provider istanbul.\n",
    });
  });

  test.each([
    ["of another run", { schemaVersion: 1, tests: [], files: {} }, 2, /found no footlights-tests/],
    [
      "that are none",
      { tests: 1 },
      2,
      /^Could not read the tests from "coverage.footlights-tests\.json"/,
    ],
  ])("refuses counts %s", (_title, overlay, status, message) => {
    const project = roomProject();
    project.write("coverage/footlights-tests.json", JSON.stringify(overlay));
    const run = footlights(["who", "src/room.ts:5"], { cwd: project.cwd });
    expect(run.stderr).toMatch(message);
    expect(run.status).toBe(status);
  });

  test("does not trust counts of other code", () => {
    const project = roomProject();
    const path = join(project.cwd, "src/room.ts");
    const hits = [{ tests: [0], certain: true, s: {}, f: {}, b: { 0: [0, 1] } }];
    const files = { [path]: { sizes: [9, 9, 9], hits } };
    const tests = [{ name: "a", file: "b" }];
    const overlay = { schemaVersion: 1, tests, files };
    project.write("coverage/footlights-tests.json", JSON.stringify(overlay));
    const run = footlights(["who", "src/room.ts:5"], { cwd: project.cwd });
    expect(run.stderr).toMatch(/^Could not say which tests take the branches of "src\/room\.ts": /);
    expect(run.status).toBe(3);
  });
});
