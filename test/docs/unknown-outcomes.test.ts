import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { listInventory } from "./reference-inventory.ts";

interface Entry {
  readonly file: string;
  /** The outcome's alias and label. */
  readonly outcome: string;
  /** `<file>: <name of the test>` that takes it. */
  readonly test?: string;
  /** Why it cannot come about. */
  readonly impossible?: string;
}

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");
const entries: readonly Entry[] = JSON.parse(read("test/reference-actors/unknown-outcomes.json"));
const known = new Set(
  listInventory().flatMap(({ path, outcomes }) => outcomes.map((outcome) => `${path} ${outcome}`)),
);

describe("an outcome of the reference actors that stock coverage cannot see", () => {
  test("is listed once", () => {
    const outcomes = entries.map(({ file, outcome }) => `${file} ${outcome}`);
    expect(new Set(outcomes).size).toBe(outcomes.length);
    expect(outcomes.length).toBeGreaterThan(50);
  });

  test.for(entries)("is one of the source: $file $outcome", ({ file, outcome }) => {
    expect(known).toContain(`reference-actors/${file} ${outcome}`);
  });

  test.for(entries)("has a test beside it: $file $outcome", ({ test: name = "", impossible }) => {
    const [file, title = ""] = name.split(/: (.*)/s);
    const proof = impossible ?? read(`test/reference-actors/${file}.test.ts`);
    expect(proof).toContain(impossible ?? `"${title}"`);
  });
});
