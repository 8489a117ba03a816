import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { listFile, outlineFile } from "../../../analyzer/inventory/index.ts";

const paths = globSync("{analyzer,reference-actors,fixtures/decisions}/**/*.{ts,tsx}");

test("an outline is the listing without its counters", () => {
  expect(paths.length).toBeGreaterThan(400);
  const others = paths.filter((path) => {
    const text = readFileSync(path, "utf8");
    const outline = withoutCounters(outlineFile(path, text, "full"));
    return outline !== withoutCounters(listFile(path, text, "full"));
  });
  expect(others).toEqual([]);
});

test("an outline has no counters", () => {
  const text = "class Room { #f(a) { for (const b of a.b && c()) try { d(); } catch { e(); } } }";
  expect(JSON.stringify(listFile("a.ts", text, "full"))).toContain('"of":"arm"');
  expect(JSON.stringify(outlineFile("a.ts", text, "full"))).not.toMatch(/"(?:of|by)":"(?!nothing)/);
});

/** What says how often something ran. */
const counters = new Set(["evidence", "entered", "sites"]);

function withoutCounters(file: object): string {
  return JSON.stringify(file, (key, value: unknown) => (counters.has(key) ? undefined : value));
}
