import { expect, test } from "vitest";
import { readMaxUnknown, readMinBranches } from "../../../analyzer/gate/read-limit.ts";

test.each([
  ["100", 100],
  ["0", 0],
  ["87.25", 87.25],
  ["-3", -3],
])("reads %s as a limit for branches", (text, limit) => {
  expect(readMinBranches(text, "--min-branches")).toBe(limit);
});

test.each(["101", "-0", "-1.5", "87.255", "1e2", "0x10", "all", " 5", "NaN", "Infinity"])(
  "refuses %j as a limit for branches",
  (text) => {
    expect(() => readMinBranches(text, "--min-branches")).toThrow(
      `Could not read --min-branches: found "${text}", expected a percentage from 0 to 100 with at most two decimals, ` +
        "or a negative whole number for the most missed outcomes. Pass 100 to allow none.",
    );
  },
);

test("refuses a share as a limit for unknown outcomes", () => {
  expect(readMaxUnknown("12", "--max-unknown")).toBe(12);
  expect(() => readMaxUnknown("-1", "--max-unknown")).toThrow(
    'Could not read --max-unknown: found "-1", expected a whole number of outcomes. Pass 0 to allow none.',
  );
});
