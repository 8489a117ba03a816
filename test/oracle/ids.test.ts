import { expect, test } from "vitest";
import { listFile } from "../../analyzer/inventory/index.ts";
import { reformat, reprint, shiftDown } from "./reformat.ts";
import { readSourceFiles, type SourceFile } from "./source-files.ts";

const files = [...readSourceFiles("fixtures/decisions"), ...readSourceFiles("reference-actors")];

/** Ids of all outcomes. */
function listIds(path: string, text: string): readonly string[] {
  const file = listFile(path, text, "full");
  if ("reason" in file) return [`skipped: ${file.reason}`];
  return file.decisions.flatMap(({ outcomes }) => outcomes.map(({ id }) => id)).toSorted();
}

function listAll(list: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> {
  return new Map(list.map(({ path, text }) => [path, listIds(path, text)]));
}

const expected = listAll(files);

test.for([
  ["another style", reformat],
  ["TypeScript's own printer, without comments", reprint],
  ["lines put in front", shiftDown],
] as const)("changes no id with %s", ([, change]) => {
  const changed = change(files);
  expect(changed.some(({ text }, index) => text !== files[index]?.text)).toBe(true);
  expect(listAll(changed)).toEqual(expected);
});

test("changes no id when a file moves", () => {
  const moved = files.map(
    ({ path, text }) => [path, listIds(`elsewhere/deeper/${path}`, text)] as const,
  );
  expect(new Map(moved)).toEqual(expected);
});

test("gives no id twice in a file", () => {
  for (const ids of expected.values()) expect(new Set(ids).size).toBe(ids.length);
  expect([...expected.values()].flat().length).toBeGreaterThan(500);
});
