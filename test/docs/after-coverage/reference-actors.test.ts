import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readReport, root } from "../reference-report.ts";
import { unknownOutcomes } from "../unknown-outcomes.ts";

const coverage = resolve(root, process.env["COVERAGE"] ?? "coverage/coverage-final.json");

/** The outcomes of a status, as the list of the unknown ones names them. */
function listOutcomes(status: string): readonly string[] {
  return readReport(coverage).files.flatMap(({ path, outcomes }) =>
    outcomes.filter((outcome) => outcome.status === status).map(({ name }) => `${path} ${name}`),
  );
}

test("there is coverage: run `npm run coverage` before", () => {
  expect(existsSync(coverage)).toBe(true);
});

test("no outcome of the reference actors is missed", () => {
  expect(listOutcomes("missed")).toEqual([]);
  expect(listOutcomes("covered").length).toBeGreaterThan(500);
});

test("each outcome that stock coverage does not see has a test of its own", () => {
  const named = new Set(unknownOutcomes.map(({ file, outcome }) => `${file} ${outcome}`));
  const unknown = listOutcomes("unknown");
  expect(unknown.length).toBeGreaterThan(50);
  expect(unknown.filter((outcome) => !named.has(outcome))).toEqual([]);
});
