import { describe, expect, test } from "vitest";
import { explainSource } from "./run-source.ts";

describe("values to try", () => {
  test("are read from formulas: all that must hold, or any that may", async () => {
    const missed = await explainSource({
      source: `export function f(a: number, b: string) { if (a > 0 && b === '') return 1; return 2; }
        export function g(a: any, b: any) { if (a || b) return 1; return 2; }`,
      calls: `f(0, ''); g(0, 0)`,
    });
    expect(missed).toEqual({
      "f/if(a > 0 && b === ''):then": [
        "`if (a > 0 && b === '')` was never true (0 of 1 evaluation)",
        "call f(a, b) so that `a` is above 0, e.g. 1, and `b` is empty",
      ],
      "f/logical(a > 0):continue": [
        "always short-circuited by `a > 0`: `b === ''` was never evaluated (0 of 1 evaluation)",
        "call f(a, b) so that `a` is above 0, e.g. 1",
      ],
      "f/condition(b === ''):true": [
        "never evaluated, because of line 1: always short-circuited by `a > 0`: `b === ''` was never evaluated (0 of 1 evaluation)",
        "call f(a, b) so that `a` is above 0, e.g. 1, and `b` is empty",
      ],
      "f/condition(b === ''):false": [
        "never evaluated, because of line 1: always short-circuited by `a > 0`: `b === ''` was never evaluated (0 of 1 evaluation)",
        "call f(a, b) so that `a` is above 0, e.g. 1, and `b` is not empty",
      ],
      "g/if(a || b):then": [
        "`if (a || b)` was never true (0 of 1 evaluation)",
        "call g(a, b) so that `a` is truthy, or `b` is truthy",
      ],
      "g/logical(a):short-circuit": [
        "never short-circuited: `a` was never true (0 of 1 evaluation)",
        "call g(a, b) so that `a` is truthy",
      ],
      "g/condition(b):true": [
        "`b` was never true (0 of 1 evaluation)",
        "call g(a, b) so that `b` is truthy",
      ],
    });
  });

  test("are read from the declared type", async () => {
    const missed = await explainSource({
      source: `export function f(level: 'info' | 'warning') { if (level === 'info') return 1; return 2; }
        interface Options { mode: Mode }
        type Mode = 1 | 2;
        export function g(options: Options) { if (options.mode !== 1) return 1; return 2; }`,
      calls: `f('info'); g({ mode: 1 })`,
    });
    expect(missed).toEqual({
      "f/if(level === 'info'):else": [
        "`if (level === 'info')` was never false (0 of 1 evaluation)",
        'call f(level) so that `level` is not "info", e.g. "warning"',
      ],
      "g/if(options.mode !== 1):then": [
        "`if (options.mode !== 1)` was never true (0 of 1 evaluation)",
        "call g(options) so that `options.mode` is not 1, e.g. 2",
      ],
    });
  });

  test("are not invented", async () => {
    const missed = await explainSource({
      source: `export function f(v: any) { if (v.check()) return 1; return 2; }`,
      calls: `f({ check: () => true })`,
    });
    expect(missed).toEqual({
      "f/if(v.check()):else": [
        "`if (v.check())` was never false (0 of 1 evaluation)",
        "call f(v) so that `v.check()` is falsy",
      ],
    });
  });
});

describe("variables", () => {
  test("are told where they come from", async () => {
    const missed = await explainSource({
      source: `export async function f(storage: Map<string, number>) {
          const n = storage.get('n') ?? 0;
          return n > 0 ? 1 : 2;
        }
        export function g() {
          let left = 3;
          left -= 1;
          return left > 5 ? 1 : 2;
        }`,
      calls: `await f(new Map()); g()`,
    });
    expect(missed).toEqual({
      "f/nullish(storage.get('n')):non-nullish": [
        "`storage.get('n')` was always null or undefined: the right side of `??` was used each time (0 of 1 evaluation)",
        'call f(storage) so that something is stored under "n"',
      ],
      "f/cond-expr(n > 0):true": [
        "`n > 0 ?` was never true (0 of 1 evaluation)",
        "call f(storage) so that `n` is above 0, e.g. 1 (`n` comes from `storage.get('n') ?? 0`, line 2)",
      ],
      "g/cond-expr(left > 5):true": [
        "`left > 5 ?` was never true (0 of 1 evaluation)",
        "call g() so that `left` is above 5, e.g. 6 (`left` starts as `3`, line 6)",
      ],
    });
  });
});

describe("code", () => {
  test("is cut when it is long, and quoted when it has backticks", async () => {
    const missed = await explainSource({
      source: `const LONG_NAME = 'x';
        export function f(a: string) { if (a === \`x\${a}\`) return 1; if (a.replaceAll(LONG_NAME, '').replaceAll(LONG_NAME, '').replaceAll(LONG_NAME, '').replaceAll(LONG_NAME, '')) return 2; return 3; }`,
      calls: `f('')`,
    });
    expect(missed).toEqual({
      "f/if(a === `x${a}`):then": [
        "`` if (a === `x${a}`) `` was never true (0 of 1 evaluation)",
        "call f(a) so that `a` is `` `x${a}` ``",
      ],
      "f/if(a.replaceAll(LONG_NAME, '').replaceAll(LONG_NAME, '').repla…):then": [
        "`if (a.replaceAll(LONG_NAME, '').replaceAll(LONG_NAME, '').replaceAll(LONG_NAME,…` was never true (0 of 1 evaluation)",
        "call f(a) so that `a.replaceAll(LONG_NAME, '').replaceAll(LONG_NAME, '').replaceAll(LONG_NAME, '')…` is truthy",
      ],
    });
  });
});
