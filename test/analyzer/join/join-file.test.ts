import { expect, test } from "vitest";
import { listFile } from "../../../analyzer/inventory/index.ts";
import { joinFile } from "../../../analyzer/join/join-file.ts";
import type { BranchHits, FileHits, JoinedFile, PointHits } from "../../../analyzer/findings.ts";
import type { FileInventory } from "../../../analyzer/model.ts";
import { sayFindings } from "./say-findings.ts";
import { parsePosition } from "./sites.ts";

function list(text: string): FileInventory {
  const file = listFile("a.ts", text, "full");
  if (!("sites" in file)) throw new Error(file.reason);
  return file;
}

/** Counts of arms by kind and start, of statements and functions by start: `"if 1:0": [1, 2]`. */
interface Report {
  readonly branches?: Readonly<Record<string, readonly (number | null)[]>>;
  readonly statements?: Readonly<Record<string, number>>;
  readonly functions?: Readonly<Record<string, number>>;
  readonly provider?: FileHits["provider"];
}

function toPoints(points: Readonly<Record<string, number>> = {}): readonly PointHits[] {
  return Object.entries(points).map(([start, hits]) => ({ start: parsePosition(start), hits }));
}

function join(text: string, report: Report): JoinedFile {
  const branches = Object.entries(report.branches ?? {}).map(([name, hits]): BranchHits => {
    const [kind, place = ""] = name.split(" ");
    if (kind !== "if" && kind !== "binary-expr" && kind !== "cond-expr") throw new Error(name);
    return { kind, start: parsePosition(place), hits };
  });
  const hits: FileHits = {
    path: "/a.ts",
    provider: report.provider ?? "istanbul",
    branches,
    statements: toPoints(report.statements),
    functions: toPoints(report.functions),
    runs: [],
  };
  return joinFile(list(text), hits, text);
}

test("knows nothing of a file that the report does not name", () => {
  const joined = joinFile(list("if (a) b();"), undefined);
  expect(sayFindings(joined)).toBe("1:0 if `a`: then=?no-coverage else=?no-coverage\n");
  expect(joined).toMatchObject({ measured: false, unmatched: [], unjoined: [] });
});

test("knows nothing of a branch that the report does not have, and lists its site", () => {
  const joined = join("if (a) b();", {});
  expect(sayFindings(joined)).toBe("1:0 if `a`: then=?no-counter else=?no-counter\n");
  expect(joined.unjoined).toHaveLength(1);
});

test("lists a branch that no site explains", () => {
  const { unmatched } = join("a();\nb();", { branches: { "if 2:0": [1, 0] } });
  const start = { line: 2, column: 0 };
  expect(unmatched).toEqual([{ path: "a.ts", kind: "if", start, reason: "not-in-source" }]);
});

test.each([
  ["enum E { A }", "binary-expr 1:5", "transpiler-artefact"],
  ["namespace N { f(); }", "binary-expr 1:20", "transpiler-artefact"],
  ["const x = a?.b;", "cond-expr 1:10", "lowered-syntax"],
  ["a ??= b;", "cond-expr 1:0", "lowered-syntax"],
  ["/* istanbul ignore next */\nif (a) b();", "if 2:0", "ignored"],
])("says where the branch in %j comes from", (text, branch, reason) => {
  const [unmatched] = join(text, { branches: { [branch]: [1, 0] } }).unmatched;
  expect(unmatched?.reason).toBe(reason);
});

test("derives what operands were from what was evaluated", () => {
  const branches = { "binary-expr 1:4": [5, 2] };
  const behind = join("x = a && b;\ny();", { branches, statements: { "1:0": 5, "2:0": 5 } });
  expect(sayFindings(behind)).toMatch("1:4 logical `a`: continue=2 short-circuit=3");
  const ofParameter = join("const f = (a) => a && b;", {
    branches: { "binary-expr 1:17": [5, 2] },
  });
  expect(sayFindings(ofParameter)).toMatch("1:17 logical `a`: continue=2 short-circuit=3");
});

test("takes no error for a short circuit", () => {
  const branches = { "binary-expr 1:4": [5, 2] };
  const unknown = "continue=2 short-circuit=?may-have-thrown";
  expect(sayFindings(join("x = a() && b();", { branches }))).toMatch(unknown);
  const behind = (count: number): string =>
    sayFindings(join("x = a() && b();\ny();", { branches, statements: { "2:0": count } }));
  expect(behind(5)).toMatch("continue=2 short-circuit=3");
  expect(behind(4)).toMatch("continue=2 short-circuit=some");
  expect(behind(2)).toMatch(unknown);
});

test("does not believe that V8 counts what was thrown in front of a statement", () => {
  const report = { branches: { "binary-expr 1:4": [5, 2] }, statements: { "1:0": 5, "2:0": 5 } };
  const text = "x = a() && b();\ny();";
  expect(sayFindings(join(text, { ...report, provider: "v8" }))).toMatch(
    "continue=2 short-circuit=?may-have-thrown",
  );
});

test("says that a negative count contradicts itself", () => {
  const joined = join("x = a && b;", { branches: { "binary-expr 1:4": [2, 5] } });
  expect(sayFindings(joined)).toMatch("continue=5 short-circuit=?assumption-broken");
});

test("doubts derived counts of a test that threw as often as they say", () => {
  const once = { "binary-expr 1:4": [3, 3], "if 1:0": [1, 1] };
  expect(sayFindings(join("if (a && b) c();", { branches: once }))).toBe(
    "1:0 if `a && b`: then=1 else=1\n" +
      "1:4 logical `a`: continue=3 short-circuit=0\n" +
      "1:9 condition `b`: true=1 false=some\n",
  );
  const thrice = { "binary-expr 1:4": [4, 3], "if 1:0": [1, 1] };
  expect(sayFindings(join("if (a && b) c();", { branches: thrice }))).toMatch(
    "short-circuit=?may-have-thrown\n1:9 condition `b`: true=1 false=?may-have-thrown",
  );
});

test("does not choose between two counters of one place", () => {
  const text = "while (a) b();\nc();";
  const joined = join(text, { statements: { "1:0": 1, "1:10": 0, "2:0": 1 } });
  expect(sayFindings(joined)).toBe("1:0 loop `a`: zero=1 entered=0 repeated=0\n");
  const inventory = list(text);
  const statements = [...toPoints({ "1:0": 1, "1:10": 0, "2:0": 1 }), ...toPoints({ "1:10": 4 })];
  const hits = { path: "/a.ts", branches: [], statements, functions: [], runs: [] };
  expect(sayFindings(joinFile(inventory, { ...hits, provider: "istanbul" }, text))).toBe(
    "1:0 loop `a`: zero=?no-counter entered=?no-counter repeated=?no-counter\n",
  );
});

test.each<[text: string, report: Report, evaluated: number | null]>([
  ["if (a) b();", { branches: { "if 1:0": [3, 4] } }, 7],
  ["while (a) b();", { statements: { "1:0": 2, "1:10": 9 } }, 2],
  ["x = a?.b;", {}, null],
])("says how often the decision in %j was evaluated", (text, report, evaluated) => {
  expect(join(text, report).findings[0]?.evaluated).toBe(evaluated);
});

test.each([
  ["/* v8 ignore next -- because */\nif (a) b();", "2:0 if `a`: then=ignored else=ignored"],
  ["/* c8 ignore if */\nif (a) b();", "2:0 if `a`: then=ignored else=?no-counter"],
  ["/* v8 ignore else */\nif (a) b();", "2:0 if `a`: then=?no-counter else=ignored"],
  ["// v8 ignore start\nif (a) b();\n// v8 ignore stop", "2:0 if `a`: then=ignored else=ignored"],
  ["/* node:coverage ignore file */\nif (a) b();", "2:0 if `a`: then=ignored else=ignored"],
])("takes out what a hint of V8 leaves out: %j", (text, line) => {
  const joined = join(text, { provider: "v8" });
  expect(sayFindings(joined)).toBe(`${line}\n`);
  expect(joined.unjoined).toEqual([]);
  expect(sayFindings(join(text, { provider: "istanbul" }))).not.toMatch("ignored");
});

test("keeps the reason of a hint of V8", () => {
  const [first] = join("/* v8 ignore next -- because */\nif (a) b();", { provider: "v8" }).findings;
  expect(first?.status).toMatchObject({ status: "ignored", reason: "because" });
});
