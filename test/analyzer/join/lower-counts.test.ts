import { expect, test } from "vitest";
import type { Pair } from "../../../analyzer/join/align-sites.ts";
import { lowerCounts } from "../../../analyzer/join/v8/lower-counts.ts";
import type { FileHits } from "../../../analyzer/findings.ts";
import type { SiteKind } from "../../../analyzer/model.ts";
import { createSite, parsePosition } from "./sites.ts";

/** Lowers counts given by kind and start; says those that are another than before. */
function lower(
  text: string,
  arms: Readonly<Record<string, readonly (number | null)[]>>,
  statements: Readonly<Record<string, number>> = {},
): Readonly<Record<string, unknown>> {
  const kinds: Readonly<Record<string, SiteKind>> = {
    if: "if",
    "?:": "cond-expr",
    "&&": "binary-expr",
  };
  const pairs = Object.entries(arms).map(([name, hits]): Pair & { name: string } => {
    const [sign = "", place = ""] = name.split(" ");
    const kind = kinds[sign] ?? "switch";
    const site = createSite(place, kind, hits.length);
    return { name, site, branch: { kind, start: site.start, hits } };
  });
  const points = Object.entries(statements).map(([at, hits]) => ({
    start: parsePosition(at),
    hits,
  }));
  const hits: FileHits = {
    path: "/a.ts",
    provider: "v8",
    branches: [],
    statements: points,
    functions: [],
    runs: [],
  };
  const lowered = lowerCounts({ path: "a.ts", text }, pairs, hits);
  const changed = [
    ...pairs.map(({ name, branch }, index) => [
      name,
      branch.hits,
      lowered.pairs[index]?.branch.hits,
    ]),
    ...points.map(({ start, hits }, index) => [
      `${start.line}:${start.column}`,
      hits,
      lowered.statements[index]?.hits,
    ]),
  ].filter(([, before, after]) => JSON.stringify(before) !== JSON.stringify(after));
  return Object.fromEntries(changed.map(([name, , after]) => [name, after]));
}

test("gives what follows an early exit no more than was left over", () => {
  const text = "if (a) throw b;\nx = c && d;\nif (e) f();";
  const arms = { "if 1:0": [3, 4], "&& 2:4": [4, 1], "if 3:0": [2, 5] };
  expect(lower(text, arms, { "1:0": 7, "2:0": 4, "3:0": 7 })).toEqual({
    "3:0": 4,
    "if 3:0": [2, 2],
  });
});

test("takes what ran after a guard for its missing else", () => {
  // The test threw once: V8 takes that for an `else`.
  expect(lower("if (a()) throw b;\nc();", { "if 1:0": [1, 1] }, { "1:0": 2, "2:0": 0 })).toEqual({
    "if 1:0": [1, 0],
  });
});

test("passes a formula of two arms as often as they ran", () => {
  const text = "x = a() ? 1 : 2;\nif (b) c();";
  const arms = { "?: 1:4": [1, 2], "if 2:0": [3, 2] };
  expect(lower(text, arms, { "1:0": 5, "2:0": 5 })).toEqual({ "2:0": 3, "if 2:0": [3, 0] });
});

test.each([
  ["behind ?.", "a?.b(c && d);", "&& 1:5"],
  ["behind ??=", "a ??= c && d;", "&& 1:6"],
  ["in a default value", "function f(a = c && d) {}", "&& 1:15"],
  ["in a pattern", "const { a = c && d } = e;", "&& 1:12"],
  ["in the head of a loop", "while (c && d) e();", "&& 1:7"],
  ["in a clause", "switch (a) { case c && d: }", "&& 1:18"],
])("does not believe the first count of a formula %s", (_, text, name) => {
  expect(lower(text, { [name]: [5, 2] })).toEqual({ [name]: [null, 2] });
});

test.each([
  ["for (const a of c && d) e();", "&& 1:16"],
  ["for (let a = c && d; ; ) e();", "&& 1:13"],
  ["const f = () => c && d;", "&& 1:16"],
  ["class A { b = c && d; static { e(); } }", "&& 1:14"],
  ["namespace N { x = c && d; }", "&& 1:18"],
])("believes the first count of the formula in %j", (text, name) => {
  expect(lower(text, { [name]: [5, 2] })).toEqual({});
});

test("does not believe arms that are empty statements", () => {
  expect(lower("if (a); else b();", { "if 1:0": [0, 2] })).toEqual({ "if 1:0": [null, null] });
  expect(lower("if (a) b(); else;", { "if 1:0": [1, 0] })).toEqual({ "if 1:0": [1, null] });
});

test("walks long sums", () => {
  const text = `x = (c && d) ${"+ a".repeat(50_000)};`;
  expect(lower(text, { "&& 1:5": [5, 2] }, { "1:0": 3 })).toEqual({ "&& 1:5": [3, 2] });
});

test("believes nothing of code that is too deep to walk", () => {
  const text = `x = (c && d)${".a(1)".repeat(2000)};`;
  expect(lower(text, { "&& 1:5": [5, 2] })).toEqual({ "&& 1:5": [null, null] });
});
