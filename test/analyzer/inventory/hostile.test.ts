import { expect, test } from "vitest";
import { listFile } from "../../../analyzer/inventory/index.ts";

/** The number of decisions, or why the file was skipped. */
function list(text: string, path: string = "a.ts"): number | string {
  const file = listFile(path, text, "full");
  return "reason" in file ? file.reason : file.decisions.length;
}

test.for<readonly [name: string, text: string, decisions: number]>([
  ["a single line of 20 MB", `x = "${"a".repeat(20_000_000)}"; if (x) {}`, 1],
  ["a comment of 20 MB", `/*${" ".repeat(20_000_000)}*/ if (x) {}`, 1],
  ["a sum of 100,000 terms", `x = ${"a + ".repeat(100_000)}a;`, 0],
  ["a formula of 20,000 operands", `x = ${"a && ".repeat(20_000)}a;`, 20_001],
  ["a chain of 20,000 calls", `a${".b()".repeat(20_000)};`, 0],
  ["an optional chain of 5,000 links", `a${"?.b()".repeat(5000)};`, 5000],
  ["3,000 early exits", `function f() {${"if (a) return;\n".repeat(3000)}}`, 3000],
  ["names of Object.prototype", "class A { constructor() { a && b } toString() { c && d } }", 4],
  ["nothing", "", 0],
  ["only a byte order mark", "\uFEFF", 0],
])("lists %s", ([, text, decisions]) => {
  expect(list(text)).toBe(decisions);
});

test("lists a switch of 100,000 cases without comparing each with each", () => {
  const cases = Array.from({ length: 100_000 }, (_, at) => `case ${at}: f(); break;`);
  const file = listFile("a.ts", `switch (a) {${cases.join("\n")}}`, "full");
  expect("decisions" in file && file.decisions[0]?.outcomes.length).toBe(100_001);
}, 60_000);

test.for<readonly [name: string, text: string, reason: string]>([
  ["an open string", "x = 'abc", "syntax error at 1:8: Unterminated string literal."],
  ["an open comment", "if (a) {}\n/* b", "syntax error at 2:4: '*/' expected."],
  [
    "a conflict",
    "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x",
    "syntax error at 1:0: Merge conflict marker encountered.",
  ],
  [
    "nesting deeper than the stack",
    `x=${"(".repeat(10_000)}a${")".repeat(10_000)}`,
    "nested too deeply to be read",
  ],
  ["more decisions than memory", "a&&b;".repeat(260_000), "more than 500,000 decisions"],
])("skips %s with one line", { timeout: 60_000 }, ([, text, reason]) => {
  expect(list(text)).toBe(reason);
});

test("reads .js with JSX, and .ts without", () => {
  expect(list("x = <a>{b && c}</a>", "a.js")).toBe(2);
  expect(list("x = <A>b && c", "a.ts")).toBe(2);
});
