import { expect, test } from "vitest";
import { countTests } from "../../../analyzer/inventory/count-tests.ts";

test.for([
  [1, 'test("adds", () => {});'],
  [1, 'it("adds", async () => {}, 1000);'],
  [2, 'describe("a sum", () => { test("adds", f); it.only("is one", f); });'],
  [1, 'test.for([1, 2])("takes %i", f);'],
  [1, 'test.concurrent.each(cases)("takes %s", f);'],
  [1, 'it.each`a | b\n${1} | ${2}`("takes $a", f);'],
  [1, 'test.runIf(isHere)("runs", f);'],
  [1, 'test.skipIf(isGone).for(cases)("runs", f);'],
  [1, "for (const each of cases) test(`takes ${each}`, f);"],
  [1, 'test("has tests inside", () => { expect(/a/.test("a", 1)).toBe(true); });'],
  [0, 'test.skip("adds", f); test.todo("adds"); it("adds later");'],
  [0, 'const test = base.extend("scope", f); describe("adds", f); example`a`("b", f);'],
  [0, "tests(1, 2); make()(1, 2); test.for`a`; expect.soft(1, 2);"],
  [0, ""],
] as const)("%i in %s", ([count, text]) => {
  expect(countTests("a.test.ts", text)).toBe(count);
});

test("a file that goes deeper than the stack has none", () => {
  expect(countTests("a.test.ts", `test("first", f);${"f(".repeat(50_000)}`)).toBe(0);
});
