import { expect, test } from "vitest";
import { createLostStartTest } from "../../../analyzer/join/lost-start.ts";
import type { SiteKind } from "../../../analyzer/model.ts";
import { createBranch, createSite, parsePosition } from "./sites.ts";

interface Case {
  readonly text?: string;
  readonly kind?: SiteKind;
  readonly statements?: readonly string[];
}

function isBefore(
  branch: string,
  site: string,
  { text = "", kind, statements = [] }: Case,
): boolean {
  const starts = statements.map((start) => ({ start: parsePosition(start), hits: 1 }));
  return createLostStartTest(text, starts)(createBranch(branch, kind), createSite(site, kind));
}

test.each(["1:0", "1:6"])(
  "finds an operand reported at %s, behind the start of its statement",
  (at) => {
    expect(isBefore(at, "2:2", { kind: "binary-expr", statements: ["1:0", "1:6"] })).toBe(
      at === "1:6",
    );
  },
);

test("never crosses the start of another statement", () => {
  const statements = ["1:0", "2:0"];
  expect(isBefore("1:4", "2:0", { kind: "binary-expr", statements })).toBe(false);
});

test("never looks back over many lines", () => {
  expect(isBefore("1:0", "21:0", { kind: "binary-expr" })).toBe(false);
});

test("never looks forward", () => {
  expect(isBefore("1:4", "1:4", { kind: "binary-expr" })).toBe(false);
  expect(isBefore("1:5", "1:4", { kind: "binary-expr" })).toBe(false);
});

test.each([
  ["} else if (x) {", "1:0", "1:7"],
  ["} else if (x) {", "1:2", "1:7"],
  ["else /* why */ if (x) {", "1:0", "1:15"],
  ["push(`${a}b`);\nelse if (x) {", "1:9", "2:5"],
])("finds an else-if in %j that is reported at %s", (text, branch, site) => {
  expect(isBefore(branch, site, { text, statements: [branch] })).toBe(true);
});

test.each([
  ["a();\nif (b) c();", "1:0", "2:0"],
  ["if (a) if (b) c();", "1:0", "1:7"],
  ["// else\nif (b) c();", "1:0", "2:0"],
])("refuses the if of %j reported at %s", (text, branch, site) => {
  expect(isBefore(branch, site, { text })).toBe(false);
});

test("takes the start of a switch at its word", () => {
  expect(isBefore("1:0", "1:7", { text: "x: /**/switch", kind: "switch" })).toBe(false);
});

test("finds an if without braces in another one, of which vitest 5.0.5 names the condition", () => {
  const text = "if (a)\n  if ((b || c)) d();\n  if (\n    e) f();";
  expect(isBefore("2:7", "2:2", { text, kind: "if" })).toBe(true);
  expect(isBefore("4:4", "3:2", { text, kind: "if" })).toBe(true);
  expect(isBefore("2:12", "2:2", { text, kind: "if" })).toBe(false);
  expect(isBefore("2:7", "2:2", { text, kind: "cond-expr" })).toBe(false);
});
