import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { listFile, outlineFile } from "../../../analyzer/inventory/index.ts";

const paths = globSync("{analyzer,reference-actors,fixtures/decisions}/**/*.{ts,tsx}");

test("an outline is the listing without what is known of counts", () => {
  expect(paths.length).toBeGreaterThan(400);
  const others = paths.filter((path) => {
    const text = readFileSync(path, "utf8");
    const outline = withoutEvidence(outlineFile(path, text, "full"));
    return outline !== withoutEvidence(listFile(path, text, "full"));
  });
  expect(others).toEqual([]);
});

test("an outline leaves out what a count may lose", () => {
  const text = "const f = (a) => a.b && c();";
  expect(JSON.stringify(listFile("a.ts", text, "full"))).toContain(
    '"loss":{"makes":"more","began"',
  );
  expect(JSON.stringify(outlineFile("a.ts", text, "full"))).not.toContain('"began"');
});

function withoutEvidence(file: object): string {
  return JSON.stringify(file, (key, value: unknown) => (key === "evidence" ? undefined : value));
}
