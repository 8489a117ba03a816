import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { listInventory } from "./reference-inventory.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const document = "reference-actors/patterns/testing-actor-systems.md";
const BLOCK = /<!-- generated: numbers -->\n[^]*?<!-- end -->/;

function listFiles(folder: string, ending: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(root, folder, name), "utf8"));
}

const countLines = (texts: readonly string[]): number =>
  texts.reduce(
    (sum, text) => sum + text.split("\n").filter((line) => line.trim() !== "").length,
    0,
  );

/** In tens, so that not every change of a test has to change the document. */
const roundDown = (count: number, step: number): number => Math.floor(count / step) * step;

function describeNumbers(): string {
  const files = listInventory();
  const outcomes = files.reduce((sum, file) => sum + file.outcomes.length, 0);
  const tests = listFiles("test/reference-actors", ".ts");
  const declared = tests.join("\n").match(/^ *test(?:\.\w+\([^]*?\))?\(/gm)?.length ?? 0;
  const [code, testCode] = [countLines(listFiles("reference-actors", ".ts")), countLines(tests)];
  const unknown: readonly unknown[] = JSON.parse(
    readFileSync(join(root, "test/reference-actors/unknown-outcomes.json"), "utf8"),
  );
  return [
    "<!-- generated: numbers -->",
    `Branches of the reference actors: more than ${roundDown(outcomes, 50)}, of which none is missed and up to ${unknown.length} are not visible`,
    "to stock coverage (each with its test in `test/reference-actors/unknown-outcomes.json`). Tests: more than",
    `${roundDown(declared, 25)} declarations, most of them tables. Lines of tests for each line of code: ${(testCode / code).toFixed(1)}.`,
    "<!-- end -->",
  ].join("\n");
}

test("the document on testing quotes the numbers of now; `npm run test:update` writes them", async () => {
  const text = readFileSync(join(root, document), "utf8");
  expect(text).toMatch(BLOCK);
  await expect(text.replace(BLOCK, describeNumbers())).toMatchFileSnapshot(join(root, document));
});
