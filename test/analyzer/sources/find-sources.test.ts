import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findSources, readSource } from "../../../analyzer/sources/index.ts";

let cwd = "";

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "footlights-sources-"));
  for (const path of [
    "src/room.ts",
    "src/page.tsx",
    "src/types.d.ts",
    "src/room.test.ts",
    "src/[id].ts",
    "src/notes.md",
    "test/helper.ts",
    "dist/room.js",
    ".hidden/secret.ts",
    "node_modules/lib/dist/index.js",
    "node_modules/lib/node_modules/inner/index.js",
  ]) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), "\uFEFFa;");
  }
  symlinkSync(cwd, join(cwd, "src", "loop"));
});

afterAll(() => rmSync(cwd, { recursive: true }));

test.for<readonly [name: string, patterns: readonly string[], found: readonly string[]]>([
  [
    "a folder, without tests, declarations and what is built",
    ["."],
    ["src/[id].ts", "src/page.tsx", "src/room.ts"],
  ],
  ["a file by its name", ["src/room.test.ts"], ["src/room.test.ts"]],
  ["a file whose name is a glob too", ["src/[id].ts"], ["src/[id].ts"]],
  ["a folder that is left out unless named", ["test"], ["test/helper.ts"]],
  [
    "a package, with what it ships and holds",
    ["node_modules/lib"],
    ["node_modules/lib/dist/index.js", "node_modules/lib/node_modules/inner/index.js"],
  ],
  ["a glob", ["src/*.ts"], ["src/[id].ts", "src/room.ts"]],
  ["a glob that names tests", ["src/*.test.ts"], ["src/room.test.ts"]],
  ["all but what a ! leaves out", ["src", "!src/page.tsx"], ["src/[id].ts", "src/room.ts"]],
  ["each file once", ["src", "src/room.ts", "."], ["src/[id].ts", "src/page.tsx", "src/room.ts"]],
])("finds %s", async ([, patterns, found]) => {
  expect(await findSources({ cwd, patterns })).toEqual(found);
});

test.for(["nowhere", "src/**/*.vue", "src/notes.md"])(
  "names %s, which finds nothing",
  async (pattern) => {
    await expect(findSources({ cwd, patterns: ["src", pattern] })).rejects.toMatchObject({
      code: "no-files",
      message: expect.stringContaining(JSON.stringify(pattern)),
    });
  },
);

test("keeps the byte order mark, and says in one line what cannot be read", () => {
  expect(readSource("src/room.ts", cwd)).toBe("\uFEFFa;");
  expect(() => readSource("src/gone.ts", cwd)).toThrow(/^Could not read .*: it does not exist/);
});
