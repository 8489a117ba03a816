import { expect, test } from "vitest";
import { exampleOf } from "../../../analyzer/explain/clauses/regex-example.ts";

test.each([
  [String.raw`/^(?:hi|hello|hey)\b/i`, "hi", ""],
  [String.raw`/^[^@\s]+@[^@\s]+$/`, "a@a", ""],
  [String.raw`/order #?(\d+)/`, "order 1", ""],
  [String.raw`/^\d{4}-\d{2}$/`, "1111-11", ""],
  [String.raw`/^[a-z][\w-]*$/`, "a", ""],
  [String.raw`/^(?<name>x+)y?$/u`, "x", ""],
  ["/^$/", "", "x"],
  ["/.*/", "", undefined],
  [String.raw`/(a)\1/`, undefined, ""],
  ["/(?=a)b/", undefined, ""],
])("of %s is %j, and of its opposite %j", (pattern, match, stranger) => {
  expect(exampleOf(pattern, true)).toBe(match);
  expect(exampleOf(pattern, false)).toBe(stranger);
});
