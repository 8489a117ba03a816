import { expect, test } from "vitest";
import { readCoverage } from "../../../analyzer/coverage/read-coverage.ts";
import { createEntry, createFolder } from "./report-folder.ts";

const read = async (files: Readonly<Record<string, unknown>>, paths: readonly string[] = ["."]) => {
  await using folder = await createFolder(files);
  const { files: found } = await readCoverage(paths, { cwd: folder.path });
  return found;
};

const script = (url: string, functions: readonly object[] = [], more: object = {}) => ({
  result: [{ scriptId: "1", url, functions, ...more }],
});

const range = (startOffset: number, endOffset: number, count: number) => ({
  startOffset,
  endOffset,
  count,
});

const lcov = (path: string) =>
  ["TN:", `SF:${path}`, "BRDA:3,0,0,2", "BRDA:3,0,1,-", "BRDA:9,1,0,1", "end_of_record", ""].join(
    "\n",
  );

test("reads the branches of LCOV by line, with 0 for what was never reached", async () => {
  const [file] = await read({ "lcov.info": lcov("/work/src/a.ts") });
  expect(file).toMatchObject({ path: "/work/src/a.ts", provider: "unknown", branches: [] });
  expect(file?.runs).toEqual([
    {
      by: "lines",
      branches: [
        { line: 3, hits: [2, 0] },
        { line: 9, hits: [1] },
      ],
    },
  ]);
});

test("takes the report of a folder that tells most", async () => {
  const both = { "coverage-final.json": { "/b.ts": createEntry("/b.ts") }, "x.json": [] };
  expect((await read({ ...both, "lcov.info": lcov("/a.ts") })).map(({ path }) => path)).toEqual([
    "/b.ts",
  ]);
  const summary = { "coverage-summary.json": { total: { lines: {} } } };
  expect((await read({ ...summary, "lcov.info": lcov("/a.ts") }))[0]?.path).toBe("/a.ts");
});

test("takes a glob that no shell has expanded, and tells of reports one folder below", async () => {
  const shards = {
    "shards/1/coverage-final.json": { "/a.ts": createEntry("/a.ts") },
    "shards/1/footlights-tests.json": {},
    "shards/2/coverage-final.json": { "/b.ts": createEntry("/b.ts") },
  };
  for (const pattern of ["shards/*/coverage-final.json", "shards/*", "shards/**/*.json"]) {
    expect((await read(shards, [pattern])).map(({ path }) => path)).toEqual(["/a.ts", "/b.ts"]);
  }
  await expect(read(shards, ["shards"])).rejects.toThrow(
    'Could not read coverage from "shards": found 2 reports in folders below it, expected one in it. ' +
      "Pass them: shards/*/coverage-final.json.",
  );
  await expect(read(shards, ["shard/*"])).rejects.toThrow(
    'Could not read coverage from "shard/*": found no such file, expected a coverage report.',
  );
});

test("reads what each process left in a folder of V8's raw coverage", async () => {
  const functions = [{ functionName: "", isBlockCoverage: true, ranges: [range(0, 30, 1)] }];
  const [file, ...others] = await read({
    "coverage-1.json": script("file:///work/a.js", functions),
    "coverage-2.json": script("file:///work/a.js", functions),
    "coverage-3.json": script("node:fs"),
    "coverage-4.json": script("file:///work/node_modules/b/index.js"),
  });
  expect(others).toEqual([]);
  expect(file).toMatchObject({ path: "/work/a.js", provider: "v8" });
  expect(file?.runs).toEqual([
    { by: "ranges", ranges: [{ start: 0, end: 30, hits: 1 }], suffix: expect.any(String) },
    { by: "ranges", ranges: [{ start: 0, end: 30, hits: 1 }], suffix: expect.any(String) },
  ]);
});

test("believes no count inside a function that ran before anyone counted its blocks", async () => {
  const blind = { functionName: "f", isBlockCoverage: false, ranges: [range(4, 9, 3)] };
  const [file] = await read({ "coverage-1.json": script("file:///work/a.js", [blind]) });
  expect(file?.runs).toMatchObject([{ ranges: [{ start: 4, end: 9, hits: Number.NaN }] }]);
});

test("says what to pass instead of what Vitest keeps while it runs", async () => {
  const kept = script("file:///work/a.ts", [], { startOffset: 185 });
  await expect(read({ "coverage-0.json": kept })).rejects.toThrow(
    /^Could not read coverage from "coverage-0.json": found V8's raw coverage as Vitest keeps it while it runs, of code that it has transformed \("file:\/\/\/work\/a.ts"\), expected Istanbul's coverage JSON .* Run vitest with --coverage and coverage.reporter \["json"\], then pass coverage\/coverage-final.json\.$/,
  );
});

test("adds up no reports that have no common measure", async () => {
  const files = {
    "a.json": { "/work/a.ts": createEntry("/work/a.ts") },
    "lcov.info": lcov("/work/a.ts"),
  };
  await expect(read(files, ["a.json", "lcov.info"])).rejects.toThrow(
    /^Could not add up the coverage of ".*a\.ts": found Istanbul's counters in one report and LCOV's lines in another, expected one kind\. Pass them one by one, or let all runs measure with the same tool\.$/,
  );
});
