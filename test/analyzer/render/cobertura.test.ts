import { expect, test } from "vitest";
import { hostile, hostileReport } from "./hostile.ts";
import { type Element, listElements, readCobertura } from "./read-xml.ts";
import { renderAs } from "./render-as.ts";
import { decisionOf, fileOf, missedOf, outcomeOf, reportOf } from "./report-of.ts";

const unknown = outcomeOf("u:short", { status: "unknown", hits: null, reason: "provider" });

const read = (...files: Parameters<typeof reportOf>[0]): Element =>
  readCobertura(renderAs("cobertura", reportOf(files)));

const linesOf = (root: Element): readonly Element["attributes"][] =>
  listElements(root, "line").map(({ attributes }) => attributes);

test("a line says how many of the outcomes of its decisions were taken", () => {
  const root = read(
    fileOf("src/room.ts", [
      decisionOf(["f", 3, "a"], [outcomeOf("a:then", { hits: 4 }), missedOf("a:else", ["", ""])]),
      decisionOf(["f", 3, "b"], [outcomeOf("b:then", { hits: 2 }), outcomeOf("b:else"), unknown]),
      decisionOf(["f", 9, "c"], [missedOf("c:then", ["", ""]), missedOf("c:else", ["", ""])]),
    ]),
  );
  expect(linesOf(root)).toEqual([
    { number: "3", hits: "4", branch: "true", "condition-coverage": "75% (3/4)" },
    { number: "9", hits: "0", branch: "true", "condition-coverage": "0% (0/2)" },
  ]);
  expect(root.attributes).toMatchObject({
    "lines-covered": "1",
    "lines-valid": "2",
    "line-rate": "0.5",
    "branches-covered": "3",
    "branches-valid": "6",
    "branch-rate": "0.5",
  });
});

test("a line is called unreached only where no unknown outcome can have been taken", () => {
  const root = read(
    fileOf("a.ts", [
      decisionOf(["f", 1, "x"], [missedOf("a:catches", ["nothing threw", ""]), unknown]),
      decisionOf(["f", 2, "y"], [missedOf("b:catches", ["never called", "", "f"]), unknown]),
    ]),
  );
  expect(linesOf(root).map(({ hits }) => hits)).toEqual(["1", "0"]);
});

test("outcomes that are unknown, ignored or unreachable are left out, and files of only such", () => {
  const ignored = outcomeOf("i:then", { status: "ignored", reason: "istanbul ignore if" });
  const unreachable = outcomeOf("n:default", { status: "unreachable", hits: null, reason: "" });
  const root = read(fileOf("a.ts", [decisionOf(["f", 1, "x"], [unknown, ignored, unreachable])]));
  expect(listElements(root, "class")).toEqual([]);
  expect(root.attributes).toMatchObject({ "branches-valid": "0", "branch-rate": "0" });
});

test("folders are packages, and files without a folder stand in one called .", () => {
  const decisions = [decisionOf(["f", 1, "x"], [outcomeOf("a:then")])];
  const root = read(
    ...["main.ts", "src/a.ts", "src/deep/b.ts", "src/z.ts"].map((path) => fileOf(path, decisions)),
  );
  expect(
    listElements(root, "package").map((folder) => [
      folder.attributes.name,
      ...listElements(folder, "class").map(({ attributes }) => attributes.filename),
    ]),
  ).toEqual([
    [".", "main.ts"],
    ["src", "src/a.ts", "src/z.ts"],
    ["src/deep", "src/deep/b.ts"],
  ]);
});

test("a rate is cut and never rounded up", () => {
  const outcomes = Array.from({ length: 20_001 }, (_, index) =>
    index === 0 ? missedOf("m:then", ["", ""]) : outcomeOf(`${index}:then`),
  );
  const root = read(fileOf("a.ts", [decisionOf(["f", 1, "x"], outcomes)]));
  expect(root.attributes["branch-rate"]).toBe("0.9999");
  expect(linesOf(root)[0]?.["condition-coverage"]).toBe("99% (20000/20001)");
});

test("hostile names are the names of the files, but for what XML cannot hold", () => {
  const classes = listElements(readCobertura(renderAs("cobertura", hostileReport())), "class");
  const names = hostile.map((text) =>
    `src/${text}`.replaceAll(
      /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu,
      (found) => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
    ),
  );
  expect(classes).toHaveLength(names.length);
  expect(new Set(classes.map(({ attributes }) => attributes.filename))).toEqual(new Set(names));
});
