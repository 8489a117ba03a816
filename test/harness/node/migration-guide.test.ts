import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

const root = new URL("../../../", import.meta.url);
const read = (path: string): Promise<string> => readFile(new URL(path, root), "utf8");
const unindent = (text: string): string => text.replaceAll(/^\s+/gm, "");

/** Lists the fenced blocks of a guide that are marked with this word. */
function listBlocks(guide: string, mark: string): readonly string[] {
  return Array.from(guide.matchAll(/^```ts (\w+)\n([^]*?)^```$/gm))
    .filter(([, found]) => found === mark)
    .map(([, , text = ""]) => text);
}

test("replaces at least ten helpers, each by lines that a suite executes", async () => {
  const [guide, suite] = await Promise.all([
    read("MIGRATION.md"),
    read("test/harness/migration.test.ts"),
  ]);
  const after = listBlocks(guide, "after");
  expect(after.length).toBeGreaterThanOrEqual(10);
  expect(listBlocks(guide, "before")).toHaveLength(after.length);
  expect(after.filter((block) => !unindent(suite).includes(unindent(block)))).toEqual([]);
});
