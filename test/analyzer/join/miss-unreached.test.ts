import { createInstrumenter } from "istanbul-lib-instrument";
import { compileFunction } from "node:vm";
import { expect, test } from "vitest";
import { readEntry } from "../../../analyzer/coverage/read-coverage.ts";
import { listFile } from "../../../analyzer/inventory/index.ts";
import { joinFile } from "../../../analyzer/join/join-file.ts";
import { sayFindings } from "./say-findings.ts";

const VARIABLE = "__footlights_unreached__";

/** Runs a script under Istanbul's counters; what is known of its outcomes. */
function runCounted(text: string): readonly string[] {
  const instrumenter = createInstrumenter({ esModules: false, coverageVariable: VARIABLE });
  const code = instrumenter.instrumentSync(text, "/a.js");
  Reflect.deleteProperty(globalThis, VARIABLE);
  compileFunction(code)();
  const counted: Readonly<Record<string, unknown>> = Reflect.get(globalThis, VARIABLE);
  const inventory = listFile("a.js", text, "full");
  if (!("sites" in inventory)) throw new Error(inventory.reason);
  const [hits] = readEntry("/a.js", counted["/a.js"]);
  return sayFindings(joinFile(inventory, hits, text))
    .trimEnd()
    .split("\n")
    .map((line) => line.slice(line.indexOf(" ") + 1));
}

test("misses all in a function that was never called", () => {
  expect(runCounted("function f(a) { a?.b(); a ??= 1; try { a(); } finally { a = 2; } }")).toEqual([
    "optional-chain `a`: continue=0 short=0",
    "logical-assign `a`: assign=0 keep=0",
    "finally ``: normal=0 by throw=0",
  ]);
});

test("misses all behind an outcome that was missed, and nothing else", () => {
  const text = "function f(a) { if (a) return a?.b; a?.b; } f(0);";
  expect(runCounted(text)).toEqual([
    "if `a`: then=0 else=1",
    "optional-chain `a`: continue=0 short=0",
    "optional-chain `a`: continue=?optional-chain short=?optional-chain",
  ]);
});

test("knows nothing of a clause that another may have run on into", () => {
  const text =
    "function f(a, b) { switch (a) { case 1: case 2: b?.c; break; case 3: b?.c; } } f(1, {});";
  expect(runCounted(text)).toEqual([
    "switch `a`: case 1=1 case 2=0 case 3=0 no match=0",
    "optional-chain `b`: continue=?optional-chain short=?optional-chain",
    "optional-chain `b`: continue=0 short=0",
  ]);
});

test("misses the last operand where none of its formula got as far", () => {
  expect(runCounted("const f = (a) => g(a && b()); function g() {} f(0);")).toEqual([
    "logical `a`: continue=0 short-circuit=1",
    "condition `b()`: true=0 false=0",
  ]);
});

test("knows nothing of parameters, which may throw before the body is counted", () => {
  const text = "function f({ [a?.b]: c }) { c?.d; }\nlet a = {}; try { f(null); } catch {}";
  expect(runCounted(text)).toEqual([
    "optional-chain `a`: continue=?optional-chain short=?optional-chain",
    "optional-chain `c`: continue=0 short=0",
    "try ``: completes=?try-completes catches=?empty-body",
  ]);
});

test("knows nothing of fields, which may throw before the constructor is counted", () => {
  const text =
    "class A { x = a?.b(); constructor() { this.y = a?.b; } }\nlet a; try { a = { b() { throw 1; } }; new A(); } catch {}";
  expect(runCounted(text)).toEqual([
    "optional-chain `a`: continue=?optional-chain short=?optional-chain",
    "optional-chain `a`: continue=0 short=0",
    "try ``: completes=?try-completes catches=?empty-body",
  ]);
});
