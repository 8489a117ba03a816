import { describe } from "vitest";
import { checkRuledOut, type RuledOut } from "./check-ruled-out.ts";

describe("nothing rules out", () => {
  const around = `import { live, started } from "./flags.ts"; import * as flags from "./flags.ts"; import { readEnvironment } from "./flags.ts";
    declare const INJECTED: boolean; declare const FIXED = false; declare function stop(): never; declare enum Outer { A = 1 }
    let debug = false; var old = false; const CONFIG = { debug: false } as const; const PLAIN = { debug: false };
    export function enable() { debug = true; old = true; (CONFIG as any).debug = true; }
    const FROM_ENV = process.env.DEBUG === "1"; const TYPED: false = readEnvironment() as false; const LIE = readEnvironment() as never;
    class Flags { static readonly ON = false; get on() { return false; } readonly off = false; fail(): never { throw new Error(); } }
    const { destructured } = PLAIN; const flagsOf = new Flags(); const PLACE = "__MODE__"; const loop: any = loop2; const loop2: any = loop;
    namespace Space { export const ON = false; export function ask(x: any) { if (ON) x(); } }
    function maybe(z: any): void { if (z) throw new Error(); }
    function lies(): never { return undefined as never; }
    let replaced = (): never => { throw new Error(); };
    async function later(): Promise<never> { throw new Error(); }
    function* generate(): any { throw new Error(); }
    function optional(z: any): any { try { throw new Error(); } catch { return z; } }
    function labelled(z: any): void { out: { if (z) break out; throw new Error(); } }`;
  const flags = `export let live = false; export const started = Date.now() > 0; export function readEnvironment(): unknown { return true; }`;
  const bodies = [
    "if (debug) x();",
    "if (old) x();",
    "if (live) x();",
    "if (flags.live) x();",
    "if (started) x();",
    "let on = false; x(() => { on = true; }); if (on) y();",
    "if (CONFIG.debug) x();",
    "if (PLAIN.debug) x();",
    "if (INJECTED) x();",
    "if (FIXED) x();",
    "if (process.env.DEBUG) x();",
    "if (FROM_ENV) x();",
    "if (TYPED) x();",
    "if (LIE) x();",
    "if (Flags.ON) x();",
    "if (flagsOf.on) x();",
    "if (flagsOf.off) x();",
    "if (destructured) x();",
    'if (PLACE === "live") x();',
    "if (loop) x();",
    "if (Space.ON) x();",
    "if (Outer.A) x();",
    "const DEBUG = x; if (DEBUG) y();",
    "function g(debug: boolean) { if (debug) y(); }",
    "if (x as false) y();",
    "if (x satisfies false) y();",
    "return (x as string) ?? y;",
    "return x! ?? y;",
    "const g = <T extends false>(z: T) => (z ? x : y); return g;",
    "return x.length ?? y;",
    "return String(x)[0] ?? y;",
    "if (x === x) y();",
    "if (x || !x) y();",
    "if (x == false) y();",
    "if (typeof x) y(); ".replace("typeof x", "x"),
    "maybe(x); if (x) y();",
    "lies(); if (x) y();",
    "stop(); if (x) y();",
    "replaced(); if (x) y();",
    "later(); if (x) y();",
    "generate(); if (x) y();",
    "optional(x); if (x) y();",
    "labelled(x); if (x) y();",
    "flagsOf.fail(); if (x) y();",
    "x.never(); if (x) y();",
    "const never = x; never(); if (x) y();",
    "while (true) { if (x) break; } if (y) x();",
    "out: while (true) { for (;;) { if (x) break out; } } if (y) x();",
    "while (true) { switch (x) { case 1: break; default: x(); } if (y) break; } if (y) x();",
    "do { if (x) continue; } while (y);",
    "return g(); function g() { if (x) y(); }",
    "switch (x) { case 1: return 1; case 2: if (y) x(); }",
    "switch (true) { case x: y(); break; case y: x(); }",
    "try { x(); throw y; } catch { y(); } if (y) x();",
    "out: { if (x) break out; return 1; } if (y) x();",
    "for (const z of [...x]) y(z);",
    "for (const z of []) y(z);".replace("[]", "x"),
    "if (x?.()) y();",
  ];
  checkRuledOut(
    bodies.map((body): RuledOut => [body, []]),
    around,
    { "flags.ts": flags },
  );
});
