import { expect, test } from "vitest";
import { readCoverage } from "../../../analyzer/coverage/read-coverage.ts";
import { at, createEntry, createFolder } from "./report-folder.ts";

async function readEntries(...entries: readonly Record<string, unknown>[]) {
  const reports = entries.map((entry, index) => [`${index}.json`, { [String(entry.path)]: entry }]);
  await using folder = await createFolder(Object.fromEntries(reports));
  return (await readCoverage(["."], { cwd: folder.path })).files;
}

test("knows v8's counts by the book-keeping of their converter", async () => {
  const [file] = await readEntries(createEntry("/a.ts", { meta: { lastBranch: 1, seen: {} } }));
  expect(file?.provider).toBe("v8");
});

test("does not believe v8's counts of default values", async () => {
  const [file] = await readEntries(
    createEntry("/a.ts", {
      meta: { seen: {} },
      branchMap: { 0: { type: "default-arg", loc: at(1, 4), locations: [at(1, 8)] } },
      b: { 0: [7] },
    }),
  );
  expect(file?.branches[0]?.hits).toEqual([null]);
});

test("does not believe v8's counts of arms that are functions", async () => {
  const arms = [at(2, 10, 18), at(2, 21, null)];
  const [file] = await readEntries(
    createEntry("/a.ts", {
      meta: { seen: {} },
      branchMap: { 0: { type: "cond-expr", loc: at(2, 4, null), locations: arms } },
      b: { 0: [0, 3] },
      fnMap: { 0: { name: "(anonymous_0)", decl: at(2, 10), loc: at(2, 16, 18) } },
    }),
  );
  expect(file?.branches[0]?.hits).toEqual([null, 3]);
});

test("does not believe v8's counts of a named function expression as an arm", async () => {
  const arms = [at(2, 10, 40), at(2, 43, 50)];
  const [file] = await readEntries(
    createEntry("/a.ts", {
      meta: { seen: {} },
      branchMap: { 0: { type: "cond-expr", loc: at(2, 4, null), locations: arms } },
      b: { 0: [0, 3] },
      fnMap: { 0: { name: "f", decl: at(2, 19, 20), loc: at(2, 24, 40) } },
    }),
  );
  expect(file?.branches[0]?.hits).toEqual([null, 3]);
});

test("does not believe v8's counts where an arm got lost in the source map", async () => {
  const [file] = await readEntries(
    createEntry("/a.ts", {
      meta: { seen: {} },
      branchMap: { 0: { type: "switch", loc: at(1, 0), locations: [at(1, 4)] } },
      b: { 0: [1, 2] },
    }),
  );
  expect(file?.branches[0]?.hits).toEqual([null, null]);
});

const block = (span: ReturnType<typeof at>) => ({ type: "branch", loc: span, locations: [span] });

test("keeps c8's blocks, functions first, and the lengths of lines", async () => {
  const [file] = await readEntries({
    path: "/a.ts",
    all: false,
    statementMap: { 0: at(1, 0, 30), 1: at(2, 0, 12) },
    s: { 0: 1, 1: 0 },
    branchMap: { 0: block(at(1, 0, 30)) },
    b: { 0: [5] },
    fnMap: { 0: { name: "f", decl: at(1, 22, 28), loc: at(1, 22, 28) } },
    f: { 0: 0 },
  });
  const blocks = [
    { ...at(1, 22, 28), hits: 0 },
    { ...at(1, 0, 30), hits: 5 },
  ];
  expect(file).toMatchObject({
    provider: "v8",
    branches: [],
    runs: [{ blocks, lineLengths: [30, 12] }],
  });
});

test("keeps runs apart that V8 cut into different blocks", async () => {
  const entry = { path: "/a.ts", all: false, statementMap: {}, s: {}, fnMap: {}, f: {} };
  const [file] = await readEntries(
    { ...entry, branchMap: { 0: block(at(1, 0, 30)) }, b: { 0: [3] } },
    { ...entry, branchMap: { 0: block(at(1, 8, 12)) }, b: { 0: [4] } },
  );
  expect(file?.runs.map((run) => run.by === "blocks" && run.blocks[0]?.hits)).toEqual([3, 4]);
});

test("follows the source map that nyc leaves in an entry", async () => {
  // Lines of segments: column, source, line, column; all from 0.
  const inputSourceMap = {
    version: 3,
    sourceRoot: "../src",
    sources: ["a.ts", "b.ts"],
    names: [],
    mappings: [[[0, 1, 0, 0]], [[2, 0, 11, 4]]],
  };
  const [a, b] = await readEntries(createEntry("/work/dist/a.js", { inputSourceMap })).then(
    (files) => files.toSorted((x, y) => x.path.localeCompare(y.path)),
  );
  expect(a).toMatchObject({
    path: "/work/src/a.ts",
    provider: "istanbul",
    branches: [{ kind: "if", start: { line: 12, column: 4 }, hits: [1, 0] }],
    functions: [],
  });
  expect(b).toMatchObject({ path: "/work/src/b.ts", branches: [], functions: [{ hits: 1 }] });
});

test("refuses lines that no text has, of which c8 would have lengths", async () => {
  const branch = { type: "branch", loc: at(1, 0, 9), locations: [at(1, 0, 9)] };
  for (const line of [4_294_967_290, 0, 1.5]) {
    const entry = createEntry("/a.ts", {
      statementMap: { 0: at(line, 0, 9) },
      branchMap: { 0: branch },
      b: { 0: [1] },
    });
    await expect(readEntries(entry)).rejects.toThrow(`found a statement on line ${line} (entry`);
  }
});
