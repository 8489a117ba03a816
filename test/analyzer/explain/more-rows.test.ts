import { describe, expect, test } from "vitest";
import { explainSource } from "./run-source.ts";

describe("switch", () => {
  test("never saw a value, always matched", async () => {
    const missed = await explainSource({
      source: `export function f(type: string) {
          switch (type) { case 'inc': return 1; case 'dec': return 2; case 'reset': return 3; }
          return 0;
        }`,
      calls: `f('inc'); f('inc'); f('dec')`,
    });
    expect(missed).toEqual({
      'f/switch(type):case "reset"': [
        '`type` was never "reset" (saw "inc" x2, "dec" x1)',
        'call f(type) so that `type` is "reset"',
      ],
      "f/switch(type):no match": [
        'every value of `type` matched a case (saw "inc" x2, "dec" x1)',
        'call f(type) so that `type` is none of "inc", "dec", "reset", e.g. "other"',
      ],
    });
  });

  test("was entered only by falling through", async () => {
    const missed = await explainSource({
      source: `export function f(type: string) {
          let n = 0;
          switch (type) { case 'a': n++; case 'b': n++; break; default: n = 9; }
          return n;
        }`,
      calls: `f('a'); f('z')`,
    });
    expect(missed).toEqual({
      'f/switch(type):case "b"': [
        '`type` was never "b" (saw "a" x1): `case "b"` was entered only by falling through',
        'call f(type) so that `type` is "b"',
      ],
    });
  });

  test("names a value that the declared type still allows, or says that it allows none", async () => {
    const missed = await explainSource({
      source: `type Kind = 'a' | 'b' | 'c';
        export function f(kind: Kind) { switch (kind) { case 'a': return 1; case 'b': return 2; default: return 3; } }
        export function g(message: { kind: 'a' } | { kind: 'b' }) {
          switch (message.kind) { case 'a': return 1; case 'b': return 2; default: return 3; }
        }`,
      calls: `f('a'); f('b'); g({ kind: 'a' }); g({ kind: 'b' })`,
    });
    expect(missed).toEqual({
      "f/switch(kind):default": [
        'every value of `kind` matched a case (saw "a" x1, "b" x1)',
        'call f(kind) so that `kind` is none of "a", "b", e.g. "c"',
      ],
      "g/switch(message.kind):default": [
        'every value of `message.kind` matched a case (saw "a" x1, "b" x1)',
        'call g(message) so that `message.kind` is none of "a", "b", which its declared type rules out',
      ],
    });
  });

  test("is told the same in profile istanbul", async () => {
    const missed = await explainSource({
      source: `export function f(type: string) { switch (type) { case 'x': return 1; default: return 2; } }`,
      calls: `f('x')`,
      profile: "istanbul",
    });
    expect(missed).toEqual({
      "f/switch(type):default": [
        'every value of `type` matched a case (saw "x" x1)',
        'call f(type) so that `type` is not "x", e.g. "other"',
      ],
    });
  });
});

describe("a loop", () => {
  test("never ran, never ran zero times, never repeated", async () => {
    const missed = await explainSource({
      source: `export function f(rows: number[]) { let n = 0; for (const row of rows) n += row; return n; }
        export function g(o: object) { for (const key in o) String(key); }
        export function h(n: number) { while (n > 3) n--; for (let i = 0; i < n; i++) String(i); }`,
      calls: `f([1]); g({}); h(5)`,
    });
    expect(missed).toEqual({
      "f/loop(rows):zero": [
        "the loop over `rows` never ran zero times (0 of 1 run)",
        "call f(rows) so that `rows` has no element",
      ],
      "f/loop(rows):repeated": [
        "the loop over `rows` never repeated: one pass at most (0 of 1 run)",
        "call f(rows) so that `rows` has two elements or more",
      ],
      "g/loop(o):entered": [
        "the loop over `o` never ran (0 of 1 run)",
        "call g(o) so that `o` has one key or more",
      ],
      "g/loop(o):repeated": [
        "the loop over `o` never repeated: one pass at most (0 of 1 run)",
        "call g(o) so that `o` has two keys or more",
      ],
      "h/loop(n > 3):zero": [
        "the loop while `n > 3` never ran zero times (0 of 1 run)",
        "call h(n) so that `n` is 3 or below at once",
      ],
      "h/loop(i < n):zero": [
        "the loop while `i < n` never ran zero times (0 of 1 run)",
        "call h(n) so that `i` is `n` or above at once (`i` starts as `0`, line 3)",
      ],
    });
  });

  test("of do and while never repeated", async () => {
    const missed = await explainSource({
      source: `export function f(n: number) { do { n--; } while (n > 3); return n; }`,
      calls: `f(1)`,
    });
    expect(missed).toEqual({
      "f/do-while(n > 3):repeat": [
        "`do … while (n > 3)` never repeated (0 of 1 pass)",
        "call f(n) so that `n` is above 3, e.g. 4 after the first pass",
      ],
    });
  });
});

describe("try", () => {
  test("threw nothing: of awaited calls, of any calls, of text that is parsed", async () => {
    const missed = await explainSource({
      source: `export async function f(load: () => Promise<void>) { try { String(1); await load(); } catch { return 1; } return 2; }
        export function g(a: () => void, b: () => void) { try { a(); b(); } catch { return 1; } return 2; }
        export function h(text: string) { try { return JSON.parse(text); } catch { return null; } }`,
      calls: `await f(async () => {}); g(() => {}, () => {}); h('{}')`,
    });
    expect(missed).toEqual({
      "f/try:catches": ["nothing in the try threw", "call f(load) so that `load(…)` throws"],
      "g/try:catches": ["nothing in the try threw", "call g(a, b) so that `a(…)` or `b(…)` throws"],
      "h/try:catches": [
        "nothing in the try threw",
        'call h(text) so that `text` is no JSON, e.g. "{"',
      ],
    });
  });
});
