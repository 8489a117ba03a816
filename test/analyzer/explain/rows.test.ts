import { describe, expect, test } from "vitest";
import { explainSource } from "./run-source.ts";

describe("if", () => {
  test("was never true, was never false", async () => {
    const missed = await explainSource({
      source: `export function f(n: number) { if (n > 0) return 1; return 2; }
        export function g(n: number) { if (n > 0) return 1; return 2; }`,
      calls: `f(-1); f(-1); f(-2); g(1)`,
    });
    expect(missed).toEqual({
      "f/if(n > 0):then": [
        "`if (n > 0)` was never true (0 of 3 evaluations)",
        "call f(n) so that `n` is above 0, e.g. 1",
      ],
      "g/if(n > 0):else": [
        "`if (n > 0)` was never false (0 of 1 evaluation)",
        "call g(n) so that `n` is 0 or below",
      ],
    });
  });
});

describe("?:", () => {
  test("was never true, was never false", async () => {
    const missed = await explainSource({
      source: `export const f = (n: number) => (n === 0 ? 1 : 2);
        export const g = (n: number) => (n === 0 ? 1 : 2);`,
      calls: `f(1); g(0)`,
    });
    expect(missed).toEqual({
      "f/cond-expr(n === 0):true": [
        "`n === 0 ?` was never true (0 of 1 evaluation)",
        "call f(n) so that `n` is 0",
      ],
      "g/cond-expr(n === 0):false": [
        "`n === 0 ?` was never false (0 of 1 evaluation)",
        "call g(n) so that `n` is not 0",
      ],
    });
  });
});

describe("&& and ||", () => {
  test("were always short-circuited", async () => {
    const missed = await explainSource({
      source: `export const f = (a: boolean, b: number) => (a && b > 1 ? 1 : 2);
        export const g = (a: boolean, b: number) => (a || b > 1 ? 1 : 2);`,
      calls: `f(false, 1); g(true, 1)`,
    });
    expect(missed).toEqual({
      "f/cond-expr(a && b > 1):true": [
        "`a && b > 1 ?` was never true (0 of 1 evaluation)",
        "call f(a, b) so that `a` is truthy, and `b` is above 1, e.g. 2",
      ],
      "f/logical(a):continue": [
        "always short-circuited by `a`: `b > 1` was never evaluated (0 of 1 evaluation)",
        "call f(a, b) so that `a` is truthy",
      ],
      "f/condition(b > 1):true": [
        "never evaluated, because of line 1: always short-circuited by `a`: `b > 1` was never evaluated (0 of 1 evaluation)",
        "call f(a, b) so that `a` is truthy, and `b` is above 1, e.g. 2",
      ],
      "f/condition(b > 1):false": [
        "never evaluated, because of line 1: always short-circuited by `a`: `b > 1` was never evaluated (0 of 1 evaluation)",
        "call f(a, b) so that `a` is truthy, and `b` is 1 or below",
      ],
      "g/cond-expr(a || b > 1):false": [
        "`a || b > 1 ?` was never false (0 of 1 evaluation)",
        "call g(a, b) so that `a` is falsy, and `b` is 1 or below",
      ],
      "g/logical(a):continue": [
        "always short-circuited by `a`: `b > 1` was never evaluated (0 of 1 evaluation)",
        "call g(a, b) so that `a` is falsy",
      ],
      "g/condition(b > 1):true": [
        "never evaluated, because of line 2: always short-circuited by `a`: `b > 1` was never evaluated (0 of 1 evaluation)",
        "call g(a, b) so that `a` is falsy, and `b` is above 1, e.g. 2",
      ],
      "g/condition(b > 1):false": [
        "never evaluated, because of line 2: always short-circuited by `a`: `b > 1` was never evaluated (0 of 1 evaluation)",
        "call g(a, b) so that `a` is falsy, and `b` is 1 or below",
      ],
    });
  });

  test("were never short-circuited, and their last operand was one thing only", async () => {
    const missed = await explainSource({
      source: `export const f = (a: boolean, b: number) => (a && b > 1 ? 1 : 2);
        export const g = (a: boolean, b: number) => (a || b > 1 ? 1 : 2);`,
      calls: `f(true, 2); g(false, 1)`,
    });
    expect(missed).toEqual({
      "f/cond-expr(a && b > 1):false": [
        "`a && b > 1 ?` was never false (0 of 1 evaluation)",
        "call f(a, b) so that `a` is falsy, or `b` is 1 or below",
      ],
      "f/logical(a):short-circuit": [
        "never short-circuited: `a` was never false (0 of 1 evaluation)",
        "call f(a, b) so that `a` is falsy",
      ],
      "f/condition(b > 1):false": [
        "`b > 1` was never false (0 of 1 evaluation)",
        "call f(a, b) so that `b` is 1 or below",
      ],
      "g/cond-expr(a || b > 1):true": [
        "`a || b > 1 ?` was never true (0 of 1 evaluation)",
        "call g(a, b) so that `a` is truthy, or `b` is above 1, e.g. 2",
      ],
      "g/logical(a):short-circuit": [
        "never short-circuited: `a` was never true (0 of 1 evaluation)",
        "call g(a, b) so that `a` is truthy",
      ],
      "g/condition(b > 1):true": [
        "`b > 1` was never true (0 of 1 evaluation)",
        "call g(a, b) so that `b` is above 1, e.g. 2",
      ],
    });
  });

  test("have, in profile istanbul, an operand that was never evaluated", async () => {
    const missed = await explainSource({
      source: `export const f = (a: boolean, b?: number, c?: string) => a && (b ?? c);`,
      calls: `f(false); f(true, 1)`,
      profile: "istanbul",
    });
    expect(missed).toEqual({
      "f/binary-expr(a && (b ?? c)):operand 3": [
        "`c` was never evaluated: short-circuited each time (0 of 2 evaluations)",
        "call f(a, b, c) so that `a` is truthy, and `b` is null or undefined",
      ],
    });
  });
});

describe("??", () => {
  test("was never nullish, was always", async () => {
    const missed = await explainSource({
      source: `export const f = (s: Map<string, number>) => s.get('n') ?? 0;
        export const g = async (storage: Map<string, number>) => (await storage.get('n')) ?? 0;`,
      calls: `f(new Map([['n', 1]])); await g(new Map())`,
    });
    expect(missed).toEqual({
      "f/nullish(s.get('n')):nullish": [
        "`s.get('n')` was never null or undefined: the right side of `??` was never used (0 of 1 evaluation)",
        "call f(s) so that `s.get('n')` is null or undefined",
      ],
      "g/nullish((await storage.get('n'))):non-nullish": [
        "`(await storage.get('n'))` was always null or undefined: the right side of `??` was used each time (0 of 1 evaluation)",
        'call g(storage) so that something is stored under "n"',
      ],
    });
  });
});

describe("a default", () => {
  test("was never used, was used each time", async () => {
    const missed = await explainSource({
      source: `export function f(limit = 20, { deep = false }: { deep?: boolean } = {}) { return [limit, deep]; }
        export function g(size = 1) { return size; }`,
      calls: `f(1, { deep: true }); g()`,
    });
    expect(missed).toEqual({
      "f/default-arg(limit = 20):used": [
        "`limit` was always passed: its default `20` was never used (0 of 1 evaluation)",
        "call f(limit, { deep = false }) so that `limit` is left out",
      ],
      "f/default-arg({ deep = false } = {}):used": [
        "`{ deep = false }` was always passed: its default `{}` was never used (0 of 1 evaluation)",
        "call f(limit, { deep = false }) so that `{ deep = false }` is left out",
      ],
      "f/default-arg(deep = false):used": [
        "`deep` was always present: its default `false` was never used (0 of 1 evaluation)",
        "call f(limit, { deep = false }) so that `deep` is left out",
      ],
      "g/default-arg(size = 1):given": [
        "`size` was never passed: its default `1` was used each time (0 of 1 evaluation)",
        "call g(size) so that `size` is passed",
      ],
    });
  });
});
