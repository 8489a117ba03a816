import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { mergeOverlays } from "../../../analyzer/attribution/merge-overlays.ts";
import { OVERLAY, type TestsOverlay } from "../../../analyzer/attribution/overlay.ts";
import { mergeReports } from "../../../analyzer/coverage/merge-reports.ts";
import { footlights } from "../../cli/footlights.ts";
import { emptyProject, istanbulCoverage, type Project, ROOM } from "../../cli/room-project.ts";
import { readDocument } from "../projects/read-document.ts";
import { createRandom, shuffle } from "../coverage/random.ts";

/** Tests of the room: which way of the `if` each takes. */
const arms = [0, 1, 1, 0, 1, 0, 0, 1, 1, 0] as const;
const nameOf = (number: number): string => `case ${number % 7}`;
const fileOf = (number: number): string => `test/${number < 5 ? "a" : "b"}.test.ts`;

interface Shard {
  readonly root?: string;
  readonly separator?: string;
  /** As a shard that was instrumented on its own may number its counters. */
  readonly isReversed?: boolean;
}

/** Writes the report and the overlay of some of the tests, as a shard that ran in `root` leaves them. */
function writeShard(
  project: Project,
  folder: string,
  numbers: readonly number[],
  { root = project.cwd, separator = "/", isReversed = false }: Shard = {},
): string {
  const path = `${root}/src/room.ts`.replaceAll("/", separator);
  const taken = [0, 0];
  for (const number of numbers) taken[arms[number] ?? 0] = (taken[arms[number] ?? 0] ?? 0) + 1;
  const entry: Record<string, unknown> = { ...istanbulCoverage(path, ROOM, [taken]) };
  const statements = Object.keys(Object(entry["s"])).toReversed();
  if (isReversed) {
    for (const kind of ["s", "statementMap"]) {
      const values = Object.values(Object(entry[kind]));
      entry[kind] = Object.fromEntries(statements.map((id, index) => [id, values[index]]));
    }
  }
  const sizes = ["s", "f", "b"].map((kind) => Object.keys(Object(entry[kind])).length);
  const hits = numbers.map((number, index) => ({
    tests: [index],
    certain: true,
    s: { [isReversed ? statements.length - 1 : 0]: 1 },
    f: {},
    b: { 0: arms[number] === 0 ? [1, 0] : [0, 1] },
  }));
  const tests = numbers.map((number) => ({
    name: nameOf(number),
    file: fileOf(number).replaceAll("/", separator),
  }));
  const overlay = { schemaVersion: 1, tests, files: { [path]: { sizes, hits } } };
  project.write(`${folder}/coverage-final.json`, JSON.stringify({ [path]: entry }));
  project.write(`${folder}/${OVERLAY}`, JSON.stringify(overlay));
  return folder;
}

function sharded(): Project {
  const project = emptyProject();
  project.write("src/room.ts", ROOM);
  return project;
}

async function merge(project: Project, folders: readonly string[]): Promise<TestsOverlay> {
  const { overlay } = await mergeOverlays(await mergeReports(folders, project.cwd), project.cwd);
  if (overlay === undefined) throw new Error("no overlay");
  return overlay;
}

describe("overlays of shards", () => {
  test("1 to 8 of them, in any order, from any machine, merge into the same bytes", async () => {
    const project = sharded();
    const all = arms.map((_, number) => number);
    const expected = JSON.stringify(await merge(project, [writeShard(project, "whole", all)]));
    const random = createRandom(7);
    const machines: readonly Shard[] = [
      {},
      { root: "/builds/1/room" },
      { root: "C:/a/room", separator: "\\" },
      { isReversed: true },
    ];
    for (let run = 0; run < 24; run += 1) {
      const count = (run % 8) + 1;
      const shards = Array.from({ length: count }, (): number[] => []);
      for (const number of shuffle(all, random)) shards[random(count)]?.push(number);
      // The first is as the whole is: numbers are those of one of the shards.
      const folders = shards.map((numbers, index) =>
        writeShard(
          project,
          `run-${run}/${index}`,
          numbers,
          machines[index === 0 ? 0 : random(machines.length)],
        ),
      );
      expect(JSON.stringify(await merge(project, shuffle(folders, random)))).toBe(expected);
    }
  });

  test("may be merged in steps", async () => {
    const project = sharded();
    const [a, b, c] = [
      writeShard(project, "a", [0, 5, 7]),
      writeShard(project, "b", [1, 2]),
      writeShard(project, "c", [3, 9]),
    ];
    expect(footlights(["merge", c, a, "--output", "ca.json"], project).status).toBe(0);
    mkdirSync(join(project.cwd, "ca"));
    for (const [from, to] of [
      ["ca.json", "coverage-final.json"],
      [OVERLAY, OVERLAY],
    ] as const)
      writeFileSync(join(project.cwd, "ca", to), readFileSync(join(project.cwd, from)));
    expect(await merge(project, [b, "ca"])).toEqual(await merge(project, [a, b, c]));
  });

  test("know a test by its file and name, and two of one name by their order", async () => {
    const project = sharded();
    // 0 and 7 have one name, in two files; 5 twice is one test that ran in two shards.
    const folders = [writeShard(project, "a", [0, 7, 5]), writeShard(project, "b", [5])];
    const { tests, files } = await merge(project, folders);
    expect(tests.map(({ name, file }) => `${file} ${name}`)).toEqual([
      "test/a.test.ts case 0",
      "test/b.test.ts case 0",
      "test/b.test.ts case 5",
    ]);
    expect(Object.values(files)[0]?.hits.map(({ tests, b }) => [tests, b])).toEqual([
      [[0], { 0: [1, 0] }],
      [[1], { 0: [0, 1] }],
      [[2], { 0: [2, 0] }],
    ]);
    const twice = { tests: [0, 0].map(() => ({ name: "same", file: "t.ts" })), files: {} };
    project.write(`twice/${OVERLAY}`, JSON.stringify({ schemaVersion: 1, ...twice }));
    project.write("twice/coverage-final.json", "{}");
    expect((await merge(project, ["twice"])).tests).toHaveLength(2);
  });
});

describe("merge", () => {
  test("lets who name the tests of all shards, in words and by the schema", () => {
    const project = sharded();
    const folders = [writeShard(project, "s/1", [0, 1]), writeShard(project, "s/2", [2, 3])];
    expect(footlights(["merge", ...folders], project)).toEqual({
      status: 0,
      stdout:
        "Merged 2 shards of 1 file into coverage/coverage-final.json\n" +
        `Merged what 4 tests took into coverage/${OVERLAY}\n`,
      stderr: "",
    });
    expect(footlights(["who", "src/room.ts:5"], project).stdout).toMatch(
      /then {2}covered x2\n +"case 0" in test\/a\.test\.ts x1\n +"case 3" in test\/a\.test\.ts x1\n.*else {2}covered x2\n +"case 1".* x1\n +"case 2".* x1\n/s,
    );
    const overlay = readFileSync(join(project.cwd, "coverage", OVERLAY), "utf8");
    expect(readDocument(overlay)[0]).toBe("tests");
  });

  test("tells of no tests where it does not know those of each shard", () => {
    const project = sharded();
    const folders = [writeShard(project, "s/1", [0]), writeShard(project, "s/2", [1])];
    footlights(["merge", ...folders], project);
    project.write("s/3/coverage-final.json", "{}");
    const run = footlights(["merge", ...folders, "s/3"], project);
    expect(run).toMatchObject({
      status: 0,
      stderr: `Left out which test took what: s/3/coverage-final.json has no ${OVERLAY} of its own beside it.\n`,
    });
    expect(footlights(["who", "src/room.ts:5"], project).stderr).toContain(`found no ${OVERLAY}`);
  });

  test("does not write over the tests of a shard", () => {
    const project = sharded();
    const folders = [writeShard(project, "s/1", [0]), writeShard(project, "s/2", [1])];
    const before = readFileSync(join(project.cwd, "s/1", OVERLAY), "utf8");
    const run = footlights(["merge", ...folders, "--output", "s/1/merged.json"], project);
    expect(run.stderr).toBe(
      `Left out which test took what: ${join("s/1", OVERLAY)} is that of a shard. Let --output name a folder of its own.\n`,
    );
    expect(readFileSync(join(project.cwd, "s/1", OVERLAY), "utf8")).toBe(before);
  });

  test("refuses tests that were counted with other code", () => {
    const project = sharded();
    const folder = writeShard(project, "s/1", [0]);
    const path = join(project.cwd, folder, OVERLAY);
    writeFileSync(path, readFileSync(path, "utf8").replace(/"sizes":\[\d+/, '"sizes":[99'));
    expect(footlights(["merge", dirname(path)], project)).toEqual({
      status: 3,
      stdout: "",
      stderr:
        'Could not merge which test took what: found footlights-tests.json beside "s/1/coverage-final.json" with counts of other code, ' +
        "expected both of one run. Run that shard again, or remove its footlights-tests.json.\n",
    });
  });
});
