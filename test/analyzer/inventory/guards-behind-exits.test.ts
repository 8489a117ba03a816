import { describe, expect, test } from "vitest";
import { listFile } from "../../../analyzer/inventory/index.ts";

/** What has to have happened where `f(x)` decides by `x`, innermost last. */
function guardsOfLast(text: string): readonly string[] {
  const file = listFile("a.ts", text, "full");
  const decisions = "decisions" in file ? file.decisions : [];
  const names = new Map(
    decisions.flatMap(({ condition, outcomes }) =>
      outcomes.map(({ id, label }) => [id, `${condition} ${label}`] as const),
    ),
  );
  return decisions.at(-1)?.guards.map((id) => names.get(id) ?? id) ?? [];
}

describe("behind an early exit", () => {
  test("the other outcome was taken", () => {
    expect(guardsOfLast("function f() { if (a) return; x ? 1 : 2; }")).toEqual(["a else"]);
  });

  test("each condition of a chain of exits was false", () => {
    const chain = "if (a) return; else if (b) return; else if (c) throw 1; x ? 1 : 2;";
    expect(guardsOfLast(`function f() { ${chain} }`)).toEqual(["a else", "b else", "c else"]);
  });

  test("a chain whose last condition was true may have led there", () => {
    const chain = "if (a) return; else if (b) g(); x ? 1 : 2;";
    expect(guardsOfLast(`function f() { ${chain} }`)).toEqual(["a else"]);
  });

  test("a chain is left by its only way", () => {
    const chain = "if (a) return; else if (b) g(); else return; x ? 1 : 2;";
    expect(guardsOfLast(`function f() { ${chain} }`)).toEqual(["a else", "b then"]);
  });
});
