import { expect, test } from "vitest";
import { listFile } from "../../../analyzer/inventory/index.ts";

test("guards each operand by the operator that leads to it", () => {
  const file = listFile("a.ts", "if (a && b && c) d();", "full");
  const decisions = "decisions" in file ? file.decisions : [];
  const idOf = (kind: string, condition: string): string | undefined =>
    decisions.find((decision) => decision.kind === kind && decision.condition === condition)?.id;
  expect(decisions.map(({ kind, condition, guards }) => [kind, condition, guards])).toEqual([
    ["if", "a && b && c", []],
    ["logical", "a", []],
    ["logical", "b", [`${idOf("logical", "a")}:continue`]],
    ["condition", "c", [`${idOf("logical", "b")}:continue`]],
  ]);
});
