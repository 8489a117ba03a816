import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "footlights-rooms-"));
  cpSync(join(root, ".oxlintrc.json"), join(project, ".oxlintrc.json"));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Lints one file of one line, at a path of the house, under the house's own rules. */
function lint(path: string, line: string): { status: number | null; output: string } {
  const file = join(project, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${line}\n`);
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, "node_modules/oxlint/bin/oxlint"), "--deny-warnings", path],
    { cwd: project, encoding: "utf8" },
  );
  // The linter wraps its messages; the words are what is asserted.
  return { status, output: stdout.replaceAll(/\s+/g, " ") };
}

const wrongImports: readonly [path: string, specifier: string, why: string][] = [
  ["harness/wrong.ts", "node:fs", "The harness runs inside workerd"],
  ["harness/wrong.ts", "../analyzer/index.ts", "meet only in files"],
  ["harness/wrong.ts", "../reference-actors/protocol.ts", "may not know the reference actors"],
  ["analyzer/wrong.ts", "cloudflare:workers", "The analyzer runs in Node"],
  ["analyzer/cli/wrong.ts", "../../harness/index.ts", "meet only in files"],
  ["analyzer/wrong.ts", "../reference-actors/protocol.ts", "reads actors as text"],
  ["reference-actors/wrong.ts", "node:fs", "plain Workers code"],
  ["reference-actors/wrong.ts", "../harness/index.ts", "may not know the tools that test them"],
  ["reference-actors/wrong.ts", "../analyzer/index.ts", "may not know the tools that test them"],
  ["test/wrong.ts", "../fixtures/decisions/if/plain/input.ts", "Tests read fixtures as text"],
];

test.each(wrongImports)("%s may not import %s", (path, specifier, why) => {
  const { status, output } = lint(path, `export { value } from "${specifier}";`);

  expect(output).toContain(why);
  expect(status).toBe(1);
});

const rightImports: readonly [path: string, specifier: string][] = [
  ["harness/right.ts", "cloudflare:workers"],
  ["harness/right.ts", "vitest"],
  ["analyzer/right.ts", "node:fs"],
  ["analyzer/right.ts", "ts-morph"],
  ["reference-actors/right.ts", "cloudflare:workers"],
  ["test/right.ts", "../harness/index.ts"],
];

test.each(rightImports)("%s may import %s", (path, specifier) => {
  expect(lint(path, `export { value } from "${specifier}";`)).toMatchObject({ status: 0 });
});
