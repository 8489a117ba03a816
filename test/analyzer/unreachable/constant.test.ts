import { describe, expect, test } from "vitest";
import { checkRuledOut } from "./check-ruled-out.ts";
import { listUnreachable, markSource } from "./statuses-of.ts";

function both(name: string): readonly string[] {
  return [`if(${name}):then`, `if(${name}):else`];
}

describe("literals rule out", () => {
  checkRuledOut([
    ["if (false) x();", ["if(false):then"]],
    ["if (true) x(); else y();", ["if(true):else"]],
    ["if (0) x();", ["if(0):then"]],
    ['if (!"text") x();', ['if(!"text"):then']],
    ["if (null ?? undefined) x();", ["nullish(null):non-nullish", "if(null ?? undefined):then"]],
    ["return false ? x : y;", ["cond-expr(false):true"]],
    ["while (false) x();", ["loop(false):entered", "loop(false):repeated"]],
    ["for (; 0; y()) x();", ["loop(0):entered", "loop(0):repeated"]],
    ["do x(); while (false);", ["do-while(false):repeat"]],
    ["do { if (x) break; } while (true);", ["do-while(true):exit"]],
    ['for (const z of ["a", "b"]) x(z);', ['loop(["a", "b"]):zero']],
    ['for (const z of ["a"]) x(z);', ['loop(["a"]):zero', 'loop(["a"]):repeated']],
    ["for (const on of [true, false]) if (on) x();", ["loop([true, false]):zero"]],
    ["if (x || true) y();", ["if(x || true):else"]],
    ["if (x && false) y();", ["if(x && false):then"]],
    ["return [] ?? x;", ["nullish([]):nullish"]],
    ["return `a${x}` ?? y;", ["nullish(`a${x}`):nullish"]],
    ["return new Map()?.size;", ["optional-chain(new Map()):short"]],
    ["return x + 1 ?? y;", ["nullish(x + 1):nullish"]],
    ["if (1 > 2) x();", ["if(1 > 2):then"]],
    ["if (false as boolean) x();", ["if(false as boolean):then"]],
    ["if (null as unknown as object) x();", ["if(null as unknown as object):then"]],
    [
      "if (false) { if (x) y(); x?.z; [y].map((z) => z ?? x); }",
      [
        "if(false):then",
        "if(x):then",
        "if(x):else",
        "optional-chain(x):continue",
        "optional-chain(x):short",
        "nullish(z):non-nullish",
        "nullish(z):nullish",
      ],
    ],
    ["while (true) { if (x) return 1; } x ?? y;", ["nullish(x):non-nullish", "nullish(x):nullish"]],
    ["for (;;) { if (x) throw y; } if (y) x();", ["if(y):then", "if(y):else"]],
    [
      "if (true) return 1; x ?? y;",
      ["if(true):else", "nullish(x):non-nullish", "nullish(x):nullish"],
    ],
    ["try { return x; } finally { y(); } if (y) x();", ["if(y):then", "if(y):else"]],
    [
      'switch ("a") { case "a": x(); break; case "b": y(); }',
      ['switch("a"):case "b"', 'switch("a"):no match'],
    ],
    ["switch (1) { case 2: x(); break; default: y(); }", ["switch(1):case 2"]],
  ]);
});

describe("names that never change rule out", () => {
  const around = `import { VERBOSE, LIMIT as MOST } from "./flags.ts"; import * as flags from "./flags.ts"; import { fail } from "./flags.ts";
    const DEBUG = false; const LEVEL = 60 * 1000; const MODE = "live"; const NOTHING = undefined; const OFF = !true;
    enum Kind { A, B } const KIND = Kind.A; const enum Small { One = 1 }
    function never(): never { throw new Error("never"); }
    const reject = async (): Promise<never> => { throw new Error("never"); };
    function either(z: any): never { if (z) { throw new Error("a"); } else { never(); } }`;
  const flags = `export const VERBOSE = false; export const LIMIT = 10; export function fail(text: string): never { throw new Error(text); }`;
  checkRuledOut(
    [
      ["if (DEBUG) x();", ["if(DEBUG):then"]],
      ["const on = true; if (on) x();", ["if(on):else"]],
      ["if (LEVEL > 0) x();", ["if(LEVEL > 0):else"]],
      ['if (MODE === "test") x();', ['if(MODE === "test"):then']],
      ["if (VERBOSE) x();", ["if(VERBOSE):then"]],
      ["if (MOST < 5) x();", ["if(MOST < 5):then"]],
      ["if (flags.VERBOSE) x();", ["if(flags.VERBOSE):then"]],
      ["if (OFF) x();", ["if(OFF):then"]],
      [
        "if (DEBUG && x) y();",
        [
          "logical(DEBUG):continue",
          "condition(x):true",
          "condition(x):false",
          "if(DEBUG && x):then",
        ],
      ],
      ["return NOTHING ?? x;", ["nullish(NOTHING):non-nullish"]],
      ["if (KIND === Kind.B) x();", ["if(KIND === Kind.B):then"]],
      ["if (Small.One) x();", ["if(Small.One):else"]],
      [
        "switch (KIND) { case Kind.A: x(); break; case Kind.B: y(); }",
        ["switch(KIND):case Kind.B", "switch(KIND):no match"],
      ],
      ["never(); if (x) y();", both("x")],
      ["if (x) { never(); x ?? y; }", ["nullish(x):non-nullish", "nullish(x):nullish"]],
      ["fail('x'); if (x) y();", both("x")],
      ["flags.fail('x'); if (x) y();", both("x")],
      ["await reject(); if (x) y();", both("x")],
      ["either(x); if (x) y();", both("x")],
    ],
    around,
    { "flags.ts": flags },
  );
});

describe("the proof", () => {
  test("is told", () => {
    const text = `const DEBUG = false; function f(x: any) { if (DEBUG) x(); for (const y of ["a"]) x(y); while (true) { x(); } x ?? 1; }
      function g(x: any) { return \`a\${x}\` ?? x; } switch (DEBUG) { case false: g(1); break; case true: g(2); }`;
    expect(listUnreachable(text)).toEqual({
      "f/if(DEBUG):then": "constant, for `DEBUG` is always false",
      'f/loop(["a"]):zero': 'constant, for `["a"]` always has 1 element',
      'f/loop(["a"]):repeated': 'constant, for `["a"]` always has 1 element',
      "f/nullish(x):non-nullish": "constant, for nothing passes line 1",
      "f/nullish(x):nullish": "constant, for nothing passes line 1",
      "g/nullish(`a${x}`):nullish": "constant, for `` `a${x}` `` is never null or undefined",
      "<module>/switch(DEBUG):case true": "constant, for `DEBUG` is always false",
      "<module>/switch(DEBUG):no match": "every value of the type has a case",
    });
  });

  test("is not believed where a run took what it rules out", () => {
    const text =
      "const DEBUG = false; function f(x: any) { if (DEBUG) x(); return DEBUG ? x : 1; }";
    const findings = markSource({
      text,
      statusOf: (name) =>
        name === "f/if(DEBUG):then"
          ? { status: "covered", hits: 1 }
          : { status: "missed", hits: 0 },
    });
    expect(findings.map(({ status }) => status.status)).not.toContain("unreachable");
  });

  test("leaves out hints, and takes what cannot be seen", () => {
    const text = "function f(x: any) { if (false) { x?.y; /* istanbul ignore next */ x ?? 1; } }";
    const findings = markSource({
      text,
      statusOf: (name) =>
        name.includes("?.") || name.includes("optional")
          ? { status: "unknown", hits: null, reason: "optional-chain" }
          : name.includes("nullish")
            ? { status: "ignored", hits: 0, reason: "istanbul ignore next" }
            : { status: "missed", hits: 0 },
    });
    expect(
      findings.map(
        ({ decision, outcome, status }) => `${decision.kind}:${outcome.label} ${status.status}`,
      ),
    ).toEqual([
      "if:then unreachable",
      "if:else missed",
      "optional-chain:continue unreachable",
      "optional-chain:short unreachable",
      "nullish:non-nullish ignored",
      "nullish:nullish ignored",
    ]);
  });

  test("gives up on code that is nested too deeply", () => {
    const deep = `function f(x: any) { if (false) x(); return ${"(".repeat(1)}x${" && x".repeat(30_000)}); }`;
    expect(() => listUnreachable(deep)).not.toThrow();
  });
});
