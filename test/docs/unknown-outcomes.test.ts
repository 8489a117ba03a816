import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readEmptyReport, root } from "./reference-report.ts";
import { unknownOutcomes } from "./unknown-outcomes.ts";

const known = new Set(
  readEmptyReport().files.flatMap(({ path, outcomes }) =>
    outcomes.map(({ name }) => `${path} ${name}`),
  ),
);

describe("an outcome of the reference actors that stock coverage cannot see", () => {
  test("is listed once", () => {
    const outcomes = unknownOutcomes.map(({ file, outcome }) => `${file} ${outcome}`);
    expect(new Set(outcomes).size).toBe(outcomes.length);
    expect(outcomes.length).toBeGreaterThan(50);
  });

  test.for(unknownOutcomes)("is one of the source: $file $outcome", ({ file, outcome }) => {
    expect(known).toContain(`${file} ${outcome}`);
  });

  // That none is left out is shown with the coverage of a run: see test/docs/after-coverage.
  test.for(unknownOutcomes)("has a test beside it: $file $outcome", ({ test: name }) => {
    const [file, title = ""] = name.split(/: (.*)/s);
    const path = join(root, `test/reference-actors/${file}.test.ts`);
    expect(readFileSync(path, "utf8")).toContain(`"${title}"`);
  });
});
