import { join } from "node:path";
import { expect, test } from "vitest";
import { readCoverage } from "../../../analyzer/coverage/read-coverage.ts";
import { at, createEntry, createFolder } from "./report-folder.ts";

const next =
  'Run vitest with --coverage and coverage.reporter ["json"], then pass coverage/coverage-final.json.';
const expected =
  "expected Istanbul's coverage JSON (an entry with statementMap, fnMap and branchMap per file).";

test("reads branches, statements and functions by their starts", async () => {
  await using folder = await createFolder({
    "coverage-final.json": { "/src/a.ts": createEntry("/src/a.ts") },
  });
  expect(await readCoverage(["coverage-final.json"], { cwd: folder.path })).toEqual({
    provider: "istanbul",
    files: [
      {
        path: "/src/a.ts",
        provider: "istanbul",
        branches: [{ kind: "if", start: { line: 2, column: 2 }, hits: [1, 0] }],
        statements: [{ start: { line: 2, column: 2 }, hits: 1 }],
        functions: [
          { start: { line: 1, column: 9 }, hits: 1 },
          { start: { line: 1, column: 14 }, hits: 1 },
        ],
        runs: [],
      },
    ],
  });
});

test("adds up reports of one file by place, not by number", async () => {
  const other = createEntry("/src/a.ts", {
    branchMap: {
      7: { type: "if", loc: at(9, 0), locations: [at(9, 0), at(9, 8)] },
      8: { type: "if", loc: at(2, 2, 40), locations: [at(2, 2, 40), { start: {}, end: {} }] },
    },
    b: { 7: [0, 5], 8: [10, 20] },
  });
  await using folder = await createFolder({
    "one/coverage-final.json": { "/src/a.ts": createEntry("/src/a.ts") },
    "two/coverage-final.json": { "/src/a.ts": other },
  });
  const { files } = await readCoverage(["one", "two"], { cwd: folder.path });
  expect(files.map(({ branches }) => branches)).toEqual([
    [
      { kind: "if", start: { line: 2, column: 2 }, hits: [11, 20] },
      { kind: "if", start: { line: 9, column: 0 }, hits: [0, 5] },
    ],
  ]);
});

test("takes every JSON file of a folder without coverage-final.json, as nyc writes it", async () => {
  await using folder = await createFolder({
    ".nyc_output/1.json": { "/src/a.ts": createEntry("/src/a.ts", { hits: [1, 0] }) },
    ".nyc_output/2.json": { "/src/a.ts": createEntry("/src/a.ts", { hits: [0, 3] }) },
    ".nyc_output/processinfo/2.json": { parent: null, pid: 12 },
  });
  const { files } = await readCoverage([".nyc_output"], { cwd: folder.path });
  expect(files[0]?.branches[0]?.hits).toEqual([1, 3]);
});

test("keeps Windows paths, takes the key for a missing path, and resolves relative ones", async () => {
  const { path: _, ...pathless } = createEntry("");
  await using folder = await createFolder({
    "out.json": {
      "D:\\work\\src\\a.ts": createEntry("D:\\work\\src\\a.ts"),
      "/src/b.ts": pathless,
      "../c.ts": pathless,
    },
  });
  const { files } = await readCoverage(["out.json"], { cwd: folder.path });
  expect(files.map(({ path }) => path)).toEqual([
    "D:\\work\\src\\a.ts",
    "/src/b.ts",
    join(folder.path, "..", "c.ts"),
  ]);
});

test("reads a file that begins with a byte order mark", async () => {
  await using folder = await createFolder({
    "out.json": `\uFEFF${JSON.stringify({ "/a.ts": createEntry("/a.ts") })}`,
  });
  expect((await readCoverage(["out.json"], { cwd: folder.path })).files).toHaveLength(1);
});

test("tolerates branches and functions without a location", async () => {
  const nowhere = { start: {}, end: {} };
  const entry = createEntry("/a.ts", {
    branchMap: { 0: { type: "if", loc: nowhere, locations: [nowhere, nowhere] } },
    fnMap: { 0: { name: "f", decl: nowhere, loc: nowhere } },
  });
  await using folder = await createFolder({ "out.json": { "/a.ts": entry } });
  const { files } = await readCoverage(["out.json"], { cwd: folder.path });
  expect(files[0]).toMatchObject({ branches: [], functions: [] });
});

test("takes the caller's word for the provider", async () => {
  await using folder = await createFolder({ "out.json": { "/a.ts": createEntry("/a.ts") } });
  const data = await readCoverage(["out.json"], { cwd: folder.path, provider: "v8" });
  expect([data.provider, data.files[0]?.provider]).toEqual(["v8", "v8"]);
});

test("calls the provider unknown where files differ", async () => {
  await using folder = await createFolder({
    "out.json": {
      "/a.ts": createEntry("/a.ts"),
      "/b.ts": createEntry("/b.ts", { meta: { seen: {} } }),
    },
  });
  expect((await readCoverage(["out.json"], { cwd: folder.path })).provider).toBe("unknown");
});

test.each([
  ["no file", {}, "missing.json", "found no such file, expected a coverage report."],
  [
    "a folder without reports",
    { "x/a.txt": "" },
    "x",
    "found a folder without JSON files, expected a coverage report.",
  ],
])("says that there is %s", async (_, files, path, sentence) => {
  await using folder = await createFolder(files);
  await expect(readCoverage([path], { cwd: folder.path })).rejects.toMatchObject({
    name: "AnalyzerError",
    code: "coverage-missing",
    message: `Could not read coverage from "${path}": ${sentence} ${next}`,
  });
});

test("says that no path was given", async () => {
  await expect(readCoverage([], { cwd: "/" })).rejects.toMatchObject({ code: "coverage-missing" });
});

const whole = JSON.stringify({ "/a.ts": createEntry("/a.ts") });

test.each([
  ["an empty file", ""],
  ["an empty file", " \n"],
  ["broken JSON (the file is cut off or damaged)", whole.slice(0, -20)],
  ["text that is not JSON", "hello"],
  ['an LCOV report without its end (of "/a.ts")', "TN:\nSF:/a.ts\nDA:1,1\n"],
  ["XML or HTML", '<?xml version="1.0"?><coverage/>'],
  ["an array", "[]"],
  ["null", "null"],
  ['the text "x"', '"x"'],
  ["the value 12", "12"],
  ["a package.json", '{ "name": "x", "version": "1.0.0" }'],
  ['an object with "a"', '{ "a": 1 }'],
  ['an object instead of a script with its "url"', '{ "result": [{}] }'],
  ["a coverage summary without locations", '{ "total": { "lines": {} } }'],
  ['a branch of type "weird" (entry "/a.ts")', whole.replaceAll('"if"', '"weird"')],
  ['a branch without "locations" (entry "/a.ts")', whole.replace('"locations"', '"places"')],
  ['nothing instead of a count in "f" (entry "/a.ts")', whole.replace('"f":{"0":1}', '"f":{}')],
  [
    'the text "1" instead of a count in "f" (entry "/a.ts")',
    whole.replace('"f":{"0":1}', '"f":{"0":"1"}'),
  ],
  ['nothing in "b" (entry "/a.ts")', whole.replace('"b":{"0":[1,0]}', '"b":{}')],
  ['null instead of a count in "b" (entry "/a.ts")', whole.replace("[1,0]", "[1,null]")],
  [
    'nothing instead of "statementMap" (entry "/a.ts")',
    whole.replace('"statementMap"', '"statements"'),
  ],
  [
    'an array instead of "fnMap" (entry "/a.ts")',
    whole.replace(/"fnMap":\{.*?\}\}\}\}/, '"fnMap":[]'),
  ],
])("says that it found %s", async (found, text) => {
  await using folder = await createFolder({ "report.json": text });
  await expect(readCoverage(["report.json"], { cwd: folder.path })).rejects.toMatchObject({
    code: "coverage-malformed",
    message: `Could not read coverage from "report.json": found ${found}, ${expected} ${next}`,
  });
});
