import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ts } from "ts-morph";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Compiler } from "../../../analyzer/unreachable/open-program.ts";

let cwd = "";

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "footlights-program-"));
  writeFileSync(join(cwd, "a.ts"), 'export type Kind = Exclude<"a" | "b", "b">;');
  writeFileSync(join(cwd, "b.ts"), 'import type { Kind } from "./a.ts"; export let kind: Kind;');
});

afterAll(() => {
  rmSync(cwd, { recursive: true });
});

/** The type of the last variable in a file. */
function typeIn(compiler: Compiler, path: string): string | undefined {
  const checked = compiler.open([path]).of(path);
  const statement = checked?.tree.statements.findLast(ts.isVariableStatement);
  const [variable] = statement?.declarationList.declarations ?? [];
  return (
    checked && variable && checked.checker.typeToString(checked.checker.getTypeAtLocation(variable))
  );
}

test("knows the types of the language, and those of files that were asked about before", () => {
  const compiler = new Compiler(cwd);
  compiler.open(["a.ts"]);

  expect(typeIn(compiler, "b.ts")).toBe('"a"');
  expect(typeIn(compiler, "b.ts")).toBe('"a"');
});

test("names every file that types come from", () => {
  const { files } = new Compiler(cwd).open(["b.ts"]);

  expect(files).toEqual(expect.arrayContaining([join(cwd, "a.ts"), join(cwd, "b.ts")]));
  expect(files.some((path) => path.endsWith("lib.es5.d.ts"))).toBe(true);
});

test("gives nothing for a file that is not there", () => {
  expect(new Compiler(cwd).open(["gone.ts"]).of("gone.ts")).toBeUndefined();
});
