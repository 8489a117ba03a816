import { expect, test } from "vitest";
import { listFile } from "../../../analyzer/inventory/index.ts";

/** Whether the short circuit at the first operator of a text is told by its counters alone: nothing there can throw. */
function isSure(text: string): boolean {
  const file = listFile("a.ts", text, "full");
  if (!("decisions" in file)) throw new Error(file.reason);
  const decision = file.decisions.find(({ kind }) => kind === "logical" || kind === "nullish");
  const outcome = decision?.outcomes.find(({ label }) => /short|non-nullish/.test(label));
  if (outcome?.evidence.by !== "difference") throw new Error("no derived short circuit");
  return outcome.evidence.loss === undefined;
}

test.each([
  "const f = (a) => a && b();",
  "const f = ({ a, c: [d = 1] }) => !d || b();",
  "function f(a) { return typeof a === 'string' && b(); }",
  "function f(a) { return typeof nobody === 'undefined' && b(); }",
  "function f(a, c) { return (a === c || a != null) && b(); }",
  "function f(a, c = a && b()) {}",
  "function f() { const a = g(); return a && b(); }",
  "function f() { return a && b(); var a; }",
  "function f() { return f && b(); }",
  "const a = g(); const f = () => a && b();",
  "const a = g(); class C { m() { return a && b(); } }",
  "for (const a of c) a && b();",
  "for (let a = 0, c = a && b(); ; );",
  "try { c(); } catch (a) { a && b(); }",
  "const f = (a) => (a as string)! && b();",
  "const f = (a) => (undefined ?? a) && b();",
  "const f = (a) => (a ? [a, 1] : { a, c: () => d() }) && b();",
  "switch (c) { case 1: const a = 1; a && b(); }",
  "const f = () => new Map() && b();",
])("knows that nothing throws before the operator: %s", (text) => {
  expect(isSure(text)).toBe(true);
});

test.each([
  "nobody && b();",
  "const f = (a) => new Map(a) && b();",
  "class Map {} const f = () => new Map() && b();",
  "const f = () => new Room() && b();",
  "const f = (a) => a.c && b();",
  "const f = (a) => a?.c && b();",
  "const f = (a) => a() && b();",
  "const f = (a) => a < 1 && b();",
  "const f = (a) => a == 1 && b();",
  "const f = (a) => a in c && b();",
  "const f = (a) => +a && b();",
  "const f = (a) => `${a}` && b();",
  "const f = (a) => [...a] && b();",
  "const f = (a) => ({ [a]: 1 }) && b();",
  "const f = async (a) => (await a) && b();",
  "function* f(a) { return (yield a) && b(); }",
  "class C { m() { return this && b(); } }",
  // Names that may have no value yet.
  "function f(a) { { a && b(); let a; } }",
  "{ const c = () => a && b(); c(); let a; }",
  "const a = (a && b());",
  "function f() { return a && b(); } const a = g();",
  "const a = g(); function f() { return a && b(); }",
  "import { a } from 'c'; a && b();",
  "declare const a: string; const f = () => a && b();",
  "function f(c = a && b(), a) {}",
  "for (const a of (a && b())) c();",
  "class a extends (a && b()) {}",
  "function f(a) { return class a extends (a && b()) {}; }",
  "function f(y) { switch (c) { case 0: let y = 1; break; case 1: y && b(); } }",
  "enum E { A } const f = () => E && b();",
])("does not rule out that something throws before the operator: %s", (text) => {
  expect(isSure(text)).toBe(false);
});
