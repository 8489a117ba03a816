import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCoverage } from "../../../analyzer/coverage/open-coverage.ts";
import { readCoverage } from "../../../analyzer/coverage/read-coverage.ts";
import { createFolder } from "./report-folder.ts";

const entry = (path: string, hits: number): string =>
  JSON.stringify({
    path,
    statementMap: { 0: { start: { line: 1, column: 0 }, end: { line: 1, column: 9 } } },
    fnMap: {},
    branchMap: {},
    s: { 0: hits },
    f: {},
    b: {},
  });

const writeReports = (...texts: readonly string[]): ReturnType<typeof createFolder> =>
  createFolder(Object.fromEntries(texts.map((text, index) => [`${index}.json`, text])));

async function openIn(cwd: string, count: number) {
  const paths = Array.from({ length: count }, (_, index) => `${index}.json`);
  const opened = await openCoverage(paths, { cwd });
  return { opened, eager: await readCoverage(paths, { cwd }) };
}

const strange = String.raw`"/src/{\"a\\": ${entry("/src/{", 1)}`;

test.each<readonly [string, readonly string[], number]>([
  ["one entry", [`{"/src/a.ts":${entry("/src/a.ts", 1)}}`], 1],
  [
    "entries on lines of their own, and white space",
    [`{\n"/a.ts": ${entry("/a.ts", 1)}\n,\n"/b.ts" :\t${entry("/b.ts", 0)}\n}\n`],
    1,
  ],
  ["braces and quotes in names", [`{${strange}}`], 1],
  [
    "shards of one run",
    [`{"/a.ts":${entry("/a.ts", 1)}}`, `{"/a.ts":${entry("/a.ts", 1)},"b":${entry("b", 2)}}`],
    2,
  ],
  ["no entry", ["{}"], 1],
  // What follows is read as a whole.
  ["a key that is there twice", [`{"/a":${entry("/a", 1)},"/a":${entry("/a", 2)}}`], 0],
  ["a byte order mark", [`\uFEFF{"/a":${entry("/a", 1)}}`], 0],
  ["keys that are numbers", [`{"/a":${entry("/a", 1)},"1":${entry("/b", 2)}}`], 0],
])("reads %s file by file as it reads the whole", async (_name, texts, indexed) => {
  await using folder = await writeReports(...texts);
  const { opened, eager } = await openIn(folder.path, texts.length);
  expect(opened.files.map((file) => file.read())).toEqual(eager.files);
  expect(opened.provider).toBe(eager.provider);
  expect(opened.reports).toHaveLength(indexed);
});

test.each([
  ["", "an empty file"],
  ["{", "broken JSON"],
  [`{"/a.ts":${entry("/a.ts", 1).slice(0, -5)}`, "broken JSON"],
  [`{"/a.ts":${entry("/a.ts", 1)},}`, "broken JSON"],
  [`{"/a.ts":${entry("/a.ts", 1)}} {}`, "broken JSON"],
  [`{"/a.ts":{"path":"/a.ts"}}`, 'an object with "/a.ts"'],
  [`{"/a.ts":${entry("/a.ts", 1).replace('"s":{"0":1}', '"s":{"0":"x"}')}}`, '(entry "/a.ts")'],
])("says what is wrong with %j as for the whole", async (text, found) => {
  await using folder = await writeReports(text);
  const error = await readCoverage(["0.json"], { cwd: folder.path }).catch(String);
  expect(error).toContain(found);
  await expect(openCoverage(["0.json"], { cwd: folder.path }).catch(String)).resolves.toBe(error);
});

test("tells equal counters by equal keys", async () => {
  await using folder = await writeReports(`{"/a":${entry("/a", 1)},"/b":${entry("/b", 1)}}`);
  const [a, b] = (await openIn(folder.path, 1)).opened.files;
  await writeFile(
    join(folder.path, "0.json"),
    `{ "/a": ${entry("/a", 2)},\n"/b":${entry("/b", 1)}}`,
  );
  const [changed, same] = (await openIn(folder.path, 1)).opened.files;
  expect(changed?.key).not.toBe(a?.key);
  expect(same?.key).toBe(b?.key);
});
