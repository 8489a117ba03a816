import { describe, expect, test } from "vitest";
import { explainSource } from "./run-source.ts";

describe("values to try", () => {
  test("are read from typeof, in and instanceof", async () => {
    const missed = await explainSource({
      source: `export class Known {}
        export function f(v: any) { if (typeof v === 'string') return 1; if ('k' in v) return 2; if (v instanceof Known) return 3; return 4; }
        export function g(v: any) { if (typeof v !== 'object') return 1; if (!('k' in v)) return 2; if (!(v instanceof Known)) return 3; return 4; }`,
      calls: `f({}); g(Object.assign(new Known(), { k: 1 }))`,
    });
    expect(missed).toEqual({
      "f/if(typeof v === 'string'):then": [
        "`if (typeof v === 'string')` was never true (0 of 1 evaluation)",
        'call f(v) so that `v` is a string, e.g. "x"',
      ],
      "f/if('k' in v):then": [
        "`if ('k' in v)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v` has a `k`, e.g. { k: 1 }",
      ],
      "f/if(v instanceof Known):then": [
        "`if (v instanceof Known)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v` is an instance of `Known`, e.g. `new Known(…)`",
      ],
      "g/if(typeof v !== 'object'):then": [
        "`if (typeof v !== 'object')` was never true (0 of 1 evaluation)",
        'call g(v) so that `v` is not an object or null, e.g. "x"',
      ],
      "g/if(!('k' in v)):then": [
        "`if (!('k' in v))` was never true (0 of 1 evaluation)",
        "call g(v) so that `v` has no `k`, e.g. {}",
      ],
      "g/if(!(v instanceof Known)):then": [
        "`if (!(v instanceof Known))` was never true (0 of 1 evaluation)",
        'call g(v) so that `v` is no instance of `Known`, e.g. "x"',
      ],
    });
  });

  test("are read from comparisons, either way round, with constants by name", async () => {
    const missed = await explainSource({
      source: `const MOST = 3;
        export function f(v: any) { if (v.a > MOST) return 1; if (3 < v.b) return 2; if (v.c >= -5) return 3; if (v.d <= 0.5) return 4; if (v.e < v.f) return 5; return 6; }`,
      calls: `f({ a: 0, b: 0, c: -6, d: 1, e: 1, f: 0 })`,
    });
    expect(missed).toEqual({
      "f/if(v.a > MOST):then": [
        "`if (v.a > MOST)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.a` is above `MOST` (3), e.g. 4",
      ],
      "f/if(3 < v.b):then": [
        "`if (3 < v.b)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.b` is above 3, e.g. 4",
      ],
      "f/if(v.c >= -5):then": [
        "`if (v.c >= -5)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.c` is -5 or above",
      ],
      "f/if(v.d <= 0.5):then": [
        "`if (v.d <= 0.5)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.d` is 0.5 or below",
      ],
      "f/if(v.e < v.f):then": [
        "`if (v.e < v.f)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.e` is below `v.f`",
      ],
    });
  });

  test("are read from lengths", async () => {
    const missed = await explainSource({
      source: `export function f(v: any) { if (v.items.length === 0) return 1; if (v.tags.size > 0) return 2; if (v.name.length > 20) return 3; if (v.list.length < 1) return 4; return 5; }`,
      calls: `f({ items: [1], tags: new Set(), name: '', list: [1] })`,
    });
    expect(missed).toEqual({
      "f/if(v.items.length === 0):then": [
        "`if (v.items.length === 0)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.items` is empty",
      ],
      "f/if(v.tags.size > 0):then": [
        "`if (v.tags.size > 0)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.tags` is not empty",
      ],
      "f/if(v.name.length > 20):then": [
        "`if (v.name.length > 20)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.name.length` is above 20, e.g. 21",
      ],
      "f/if(v.list.length < 1):then": [
        "`if (v.list.length < 1)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.list` is empty",
      ],
    });
  });

  test("are read from null and undefined", async () => {
    const missed = await explainSource({
      source: `export function f(v: any) { if (v.a === undefined) return 1; if (v.b === null) return 2; if (v.c == null) return 3; return 4; }
        export function g(v: any) { if (v.a !== undefined) return 1; if (v.b !== null) return 2; if (v.c != null) return 3; return 4; }`,
      calls: `f({ a: 1, b: 1, c: 1 }); g({ b: null })`,
    });
    expect(missed).toEqual({
      "f/if(v.a === undefined):then": [
        "`if (v.a === undefined)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.a` is undefined",
      ],
      "f/if(v.b === null):then": [
        "`if (v.b === null)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.b` is null",
      ],
      "f/if(v.c == null):then": [
        "`if (v.c == null)` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.c` is null or undefined",
      ],
      "g/if(v.a !== undefined):then": [
        "`if (v.a !== undefined)` was never true (0 of 1 evaluation)",
        "call g(v) so that `v.a` is not undefined",
      ],
      "g/if(v.b !== null):then": [
        "`if (v.b !== null)` was never true (0 of 1 evaluation)",
        "call g(v) so that `v.b` is not null",
      ],
      "g/if(v.c != null):then": [
        "`if (v.c != null)` was never true (0 of 1 evaluation)",
        "call g(v) so that `v.c` is neither null nor undefined",
      ],
    });
  });

  test("are read from questions", async () => {
    const missed = await explainSource({
      source: `export function f(v: any) { if (Array.isArray(v.a)) return 1; if (Number.isInteger(v.b)) return 2; if (/^a+$/.test(v.c)) return 3; if (v.d.includes('x')) return 4; if (v.e.startsWith('mod-')) return 5; if (v.f.has(v.g)) return 6; return 7; }`,
      calls: `f({ d: [], e: '', f: new Set() })`,
    });
    expect(missed).toEqual({
      "f/if(Array.isArray(v.a)):then": [
        "`if (Array.isArray(v.a))` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.a` is an array, e.g. []",
      ],
      "f/if(Number.isInteger(v.b)):then": [
        "`if (Number.isInteger(v.b))` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.b` is a whole number, e.g. 1",
      ],
      "f/if(/^a+$/.test(v.c)):then": [
        "`if (/^a+$/.test(v.c))` was never true (0 of 1 evaluation)",
        'call f(v) so that `v.c` matches `/^a+$/`, e.g. "a"',
      ],
      "f/if(v.d.includes('x')):then": [
        "`if (v.d.includes('x'))` was never true (0 of 1 evaluation)",
        'call f(v) so that `v.d` includes "x"',
      ],
      "f/if(v.e.startsWith('mod-')):then": [
        "`if (v.e.startsWith('mod-'))` was never true (0 of 1 evaluation)",
        'call f(v) so that `v.e` starts with "mod-", e.g. "mod-x"',
      ],
      "f/if(v.f.has(v.g)):then": [
        "`if (v.f.has(v.g))` was never true (0 of 1 evaluation)",
        "call f(v) so that `v.f` has `v.g`",
      ],
    });
  });

  test("are read from functions that only ask", async () => {
    const missed = await explainSource({
      source: `const isShort = (text: string) => text.length < 2;
        export function f(v: any) { if (isShort(v.name)) return 1; return 2; }`,
      calls: `f({ name: 'long' })`,
    });
    expect(missed).toEqual({
      "f/if(isShort(v.name)):then": [
        "`if (isShort(v.name))` was never true (0 of 1 evaluation)",
        "call f(v) so that `isShort(v.name)` is truthy, which means: `text.length` is below 2, e.g. 1",
      ],
    });
  });
});
