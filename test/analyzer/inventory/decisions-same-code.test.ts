import { expect, test } from "vitest";
import { listFile } from "../../../analyzer/inventory/index.ts";

/** Two ways of writing the same code, of which formatters make one. */
const forms: readonly (readonly [string, string])[] = [
  ['if (a === "x  y") b();', "if ((a) === 'x  y') b();"],
  ['switch (a) { case "x  y": b(); }', "switch (a) { case ('x  y'): b(); }"],
  ["if (`a  b` === c) d();", "if ((`a  b`) === c) d();"],
  ["if (a > 12345678901234567890) b();", "if ((a) > 12345678901234567890) b();"],
  ["if (a === 0XFF) b();", "if (a === 0xff) b();"],
  ["if (a > .50) b();", "if (a > 0.5) b();"],
  ['const [{ "a": x } = {}] = b;', "const [{ a: x } = {}] = b;"],
  ['({ "a": { b } = {} } = c);', "({ a: { b } = {} } = c);"],
  ['if (f({ "a"() {} })) b();', "if (f({ a() {} })) b();"],
  ['class A { "a"(x) { if (x) y(); } }', "class A { a(x) { if (x) y(); } }"],
  ["if (new A) b();", "if (new A()) b();"],
  ["if (f(x => x)) b();", "if (f((x) => x)) b();"],
  ["if ((a as B)!.c && (d)) e();", "if (a.c && d) e();"],
];

function listIds(text: string): readonly string[] {
  const inventory = listFile("a.ts", text, "full");
  if ("reason" in inventory) throw new Error(inventory.reason);
  return inventory.decisions.flatMap(({ outcomes }) => outcomes.map(({ id }) => id));
}

test.for(forms)("gives `%s` and `%s` the same ids", ([one, other]) => {
  expect(listIds(one).length).toBeGreaterThan(0);
  expect(listIds(other)).toEqual(listIds(one));
});
