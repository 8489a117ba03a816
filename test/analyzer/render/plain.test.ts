import { expect, test } from "vitest";
import { toPlainLines } from "../../../analyzer/render/text/plain.ts";

test("lines that are safe are shown as they are", () => {
  expect(toPlainLines([])).toBe("");
  expect(toPlainLines(["a → b", "", "n > 0"])).toBe("a → b\n\nn > 0");
});

test("a line break inside of a line is shown as its escape", () => {
  expect(toPlainLines(["a\nb", "c"])).toBe("a\\u000ab\nc");
});

test("an order to a CI system is broken in whichever line it stands", () => {
  expect(toPlainLines(["a", "::error::b"])).not.toContain("\n::error");
});
