import { expect, test } from "vitest";
import { isTokenBefore } from "../../../analyzer/join/is-token-before.ts";
import { parsePosition } from "./sites.ts";

const isBefore = (text: string, branch: string, site: string): boolean =>
  isTokenBefore(text.split("\n"), parsePosition(branch), parsePosition(site));

test.each([
  ["return (\n  (x ?? y)", "1:0", "2:2"],
  ["const hasBody =\n  (a || b)", "1:6", "2:2"],
  ["} else if (x) {", "1:0", "1:7"],
  ["} else if (x) {", "1:2", "1:7"],
  ["if (\n (a || b) && c", "1:0", "2:1"],
  ["foo( /* why */ // and\n ((a || b))", "1:0", "2:1"],
  ["x = await (a ?? b)", "1:0", "1:10"],
])("finds %j at %s before %s", (text, branch, site) => {
  expect(isBefore(text, branch, site)).toBe(true);
});

test.each([
  ["another statement between", "a();\nif (b) c();", "1:0", "2:0"],
  ["another operand between", "foo(a, b || c)", "1:0", "1:7"],
  ["the same place", "if (a) b();", "1:0", "1:0"],
  ["a later place", "if (a) b();", "1:3", "1:0"],
  ["many lines between", `return (${"\n".repeat(20)}a || b)`, "1:0", "21:0"],
])("refuses %s", (_, text, branch, site) => {
  expect(isBefore(text, branch, site)).toBe(false);
});
