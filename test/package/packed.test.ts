import { spawnSync } from "node:child_process";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

// The package as its users get it: packed, unpacked beside its dependencies, used by name.
const root = resolve(import.meta.dirname, "../..");
let home: string;
let installed: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "footlights-packed-"));
  const packed = run(
    "npm",
    ["pack", "--ignore-scripts", "--silent", "--pack-destination", home],
    root,
  );
  if (packed.status !== 0) throw new Error(`Could not pack: ${packed.stderr}`);
  installed = join(home, "node_modules", "footlights");
  mkdirSync(installed, { recursive: true });
  run(
    "tar",
    ["-xzf", join(home, packed.stdout.trim()), "-C", installed, "--strip-components=1"],
    home,
  );
  for (const name of Object.keys(manifest().dependencies)) {
    const link = join(home, "node_modules", name);
    mkdirSync(resolve(link, ".."), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link);
  }
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

function run(
  command: string,
  args: readonly string[],
  cwd: string,
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { status, stdout, stderr };
}

function manifest(): {
  dependencies: Record<string, string>;
  exports: Record<string, string | Record<string, string>>;
} {
  return JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
}

test("holds every file that its exports name, and no source", () => {
  const targets = Object.values(manifest().exports).flatMap((target) =>
    typeof target === "string" ? [target] : Object.values(target),
  );

  const found = (pattern: string): readonly string[] => globSync(pattern, { cwd: installed });
  expect(targets.filter((target) => found(target).length === 0)).toEqual([]);
  expect(found("{analyzer,harness}/**/*.ts")).toEqual([]);
  expect(existsSync(join(installed, "LICENSE"))).toBe(true);
});

test("runs the command and reads a source file", () => {
  const command = join(installed, "dist/analyzer/cli/main.js");

  const { status, stdout, stderr } = run(
    process.execPath,
    [command, "list", "--json", command],
    home,
  );

  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, totals: { files: 1 } });
  expect(status).toBe(0);
});

test("exports the analyzer and the Vitest plugin to Node", () => {
  const script = `
    const analyzer = await import("footlights/analyzer");
    const plugin = await import("footlights/vitest");
    console.log(typeof analyzer.analyze, typeof plugin.footlights);
  `;

  const { stdout, stderr } = run(process.execPath, ["--input-type=module", "--eval", script], home);

  expect(stderr).toBe("");
  expect(stdout).toBe("function function\n");
});
