import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analyze } from "../../../analyzer/analyze.ts";
import { mergeReports } from "../../../analyzer/coverage/merge-reports.ts";
import { checkGate } from "../../../analyzer/gate/check-gate.ts";
import { createRandom, shuffle } from "./random.ts";
import { type ShardedProject, shardedProject, TESTS } from "./shards.ts";

async function judge({ cwd }: ShardedProject, coverage: readonly string[]): Promise<string> {
  const report = await analyze({ cwd, coverage, paths: ["src"], cache: false });
  return JSON.stringify(
    checkGate(report, { minBranches: 100, minBranchesPerFile: 90, maxUnknown: 0 }),
  );
}

describe("shards", () => {
  test("1 to 8 of them, in any order, merge into the same bytes and the same verdict, 50 times", async () => {
    const project = shardedProject();
    const random = createRandom(20_261_123);
    const all = Array.from({ length: TESTS }, (_, number) => number);
    const [whole = ""] = project.run([all]);
    const expected = JSON.stringify((await mergeReports([whole], project.cwd)).report);
    const verdict = await judge(project, [whole]);
    expect(JSON.parse(verdict).rules[0].actual).toMatch(/^\d+ of \d+ outcomes/);
    const merged = join(project.cwd, "merged.json");
    for (let run = 0; run < 50; run += 1) {
      const count = (run % 8) + 1;
      const shards = Array.from({ length: count }, (): number[] => []);
      for (const number of shuffle(all, random)) shards[random(count)]?.push(number);
      const paths = shuffle(project.run(shards), random);
      const { report } = await mergeReports(paths, project.cwd);
      const text = JSON.stringify(report);
      expect(text).toBe(expected);
      writeFileSync(merged, text);
      expect(await judge(project, [merged])).toBe(verdict);
    }
    expect(await judge(project, project.run([all.slice(0, 5), all.slice(5)]))).toBe(verdict);
  });

  test("may be merged in steps", async () => {
    const { cwd, run } = shardedProject();
    const [a = "", b = "", c = ""] = run([
      [0, 5, 7],
      [1, 4],
      [2, 3, 9],
    ]);
    const partly = join(cwd, "partly.json");
    writeFileSync(partly, JSON.stringify((await mergeReports([c, a], cwd)).report));
    expect((await mergeReports([b, partly], cwd)).report).toEqual(
      (await mergeReports([a, b, c], cwd)).report,
    );
  });

  test("that count different places keep all of them, whatever the order", async () => {
    const { cwd, run } = shardedProject();
    const [a = "", b = ""] = run([[0], [0]]);
    const path = join(cwd, "src/room.ts");
    const other = JSON.parse(readFileSync(b, "utf8"));
    const { branchMap, b: hits } = other[path];
    branchMap["99"] = { ...branchMap["0"], loc: { start: { line: 1, column: 0 } } };
    hits["99"] = [7];
    delete branchMap["0"];
    delete hits["0"];
    writeFileSync(b, JSON.stringify(other));
    const there = JSON.stringify((await mergeReports([a, b], cwd)).report);
    expect(JSON.stringify((await mergeReports([b, a], cwd)).report)).toBe(there);
    const counts = Object.values(JSON.parse(there)[path].b);
    expect(counts).toContainEqual([7]);
    expect(counts).toHaveLength(Object.keys(branchMap).length + 1);
  });
});

/** As the plugin notes which text ran. */
function stamp(path: string, sha256: string): void {
  const report: Record<string, object> = JSON.parse(readFileSync(path, "utf8"));
  for (const entry of Object.values(report)) Object.assign(entry, { footlights: { sha256 } });
  writeFileSync(path, JSON.stringify(report));
}

test("refuses shards of different source, and keeps what all of them say of it", async () => {
  const { cwd, run } = shardedProject();
  const paths = run([[0], [1]]);
  for (const path of paths) stamp(path, "a");
  expect(Object.values((await mergeReports(paths, cwd)).report)).toMatchObject([
    { footlights: { sha256: "a" } },
  ]);
  stamp(paths[1] ?? "", "b");
  await expect(mergeReports(paths, cwd)).rejects.toThrow(
    /^Could not merge the coverage of "src.room\.ts": found different texts of it in "shard-1-0\.json" and "shard-1-1\.json", expected shards of one commit\. Run all of them again with the same source\.$/,
  );
});

test("refuses what c8 wrote: its blocks cannot be added up before the text is known", async () => {
  const { cwd } = shardedProject();
  const span = { start: { line: 1, column: 0 }, end: { line: 2, column: 0 } };
  const entry = {
    path: join(cwd, "src/room.ts"),
    statementMap: {},
    s: {},
    fnMap: {},
    f: {},
    branchMap: { 0: { type: "branch", loc: span, locations: [span] } },
    b: { 0: [1] },
  };
  writeFileSync(join(cwd, "c8.json"), JSON.stringify({ [entry.path]: entry }));
  await expect(mergeReports(["c8.json"], cwd)).rejects.toThrow(
    'Could not merge "c8.json": found blocks that V8 cut by what ran (c8), expected counters of Istanbul or Vitest. ' +
      "Pass each file with --coverage to report and gate instead: they add them up.",
  );
});
