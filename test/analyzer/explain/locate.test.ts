import { expect, test } from "vitest";
import { locate } from "../../../analyzer/explain/locate.ts";
import { listFile } from "../../../analyzer/inventory/index.ts";
import { parseSource } from "../../../analyzer/inventory/syntax.ts";

test("finds every decision in a chain of 3,000 calls, deeper than the call stack goes", () => {
  const calls = Array.from({ length: 3000 }, (_, at) => `.m${at}((v) => (v > ${at} ? 1 : 2))`);
  const text = `export const f = (x) => x${calls.join("\n")};\n`;
  const file = listFile("a.ts", text, "full");
  const decisions = "decisions" in file ? file.decisions : [];
  const source = parseSource("a.ts", text);

  const found = decisions.map((decision) => locate(source, decision)?.node.getText(source));

  expect(found).toEqual(decisions.map(({ condition }) => `${condition} ? 1 : 2`));
  expect(found).toHaveLength(3000);
});
