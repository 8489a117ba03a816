import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { takeInventory } from "../../../analyzer/cache/take-inventory.ts";
import type { Inventory } from "../../../analyzer/model.ts";
import { project } from "./project.ts";

const conditions = ({ files }: Inventory): readonly string[] =>
  files.flatMap((file) => file.decisions.map(({ condition }) => condition));

const list = (cwd: string, paths: readonly string[] = ["a.ts", "b.ts"]): Promise<Inventory> =>
  takeInventory(paths, { cwd, profile: "full", cache: true });

function cacheFile(cwd: string): string {
  const name = readdirSync(join(cwd, ".footlights")).find((file) => file.endsWith(".cache"));
  return join(cwd, ".footlights", name ?? "");
}

test("a second run gives the same", async () => {
  const { cwd, write } = project();
  write("a.ts", "if (a) b();");
  write("b.ts", "c ? d : e;");
  const first = await list(cwd);
  expect(conditions(first)).toEqual(["a", "c"]);
  expect(await list(cwd)).toEqual(first);
});

test("a changed file is read anew, also with the same size and time stamp", async () => {
  const { cwd, write } = project();
  write("a.ts", "if (a) b();");
  write("b.ts", "c ? d : e;");
  await list(cwd);
  write("a.ts", "if (x) b();");
  expect(conditions(await list(cwd))).toEqual(["x", "c"]);
});

test("a file that was only touched is as it was", async () => {
  const { cwd, write } = project();
  write("a.ts", "if (a) b();");
  const first = await list(cwd, ["a.ts"]);
  write("a.ts", "if (a) b();", 1_000_000_007.5);
  expect(await list(cwd, ["a.ts"])).toEqual(first);
});

test.each([
  ["empty", () => ""],
  ["cut short", (text: string) => text.slice(0, -3)],
  ["of another version", (text: string) => text.replace('"key":"', '"key":"other ')],
  ["something else", () => '{ "version": 2 }'],
])("a cache that is %s is made anew", async (_, spoil) => {
  const { cwd, write } = project();
  write("a.ts", "if (a) b();");
  const first = await list(cwd, ["a.ts"]);
  const path = cacheFile(cwd);
  const spoilt = spoil(readFileSync(path, "latin1"));
  writeFileSync(path, spoilt, "latin1");
  expect(await list(cwd, ["a.ts"])).toEqual(first);
  const written = readFileSync(path, "latin1");
  expect(written).not.toBe(spoilt);
  expect(written).toMatch(/^footlights-cache /);
});

test("what another run listed is kept, unless the file is gone", async () => {
  const { cwd, write } = project();
  for (const name of ["a.ts", "b.ts", "c.ts"]) write(name, `if (${name[0]}) x();`);
  await list(cwd, ["a.ts", "b.ts"]);
  rmSync(join(cwd, "b.ts"));
  await list(cwd, ["c.ts"]);
  const kept = readFileSync(cacheFile(cwd), "latin1");
  expect(kept).toContain('"a.ts"');
  expect(kept).toContain('"c.ts"');
  expect(kept).not.toContain('"b.ts"');
});

test("profiles are kept apart", async () => {
  const { cwd, write } = project();
  write("a.ts", "for (const a of b) c();");
  const count = async (profile: "full" | "istanbul"): Promise<number> =>
    conditions(await takeInventory(["a.ts"], { cwd, profile, cache: true })).length;
  expect([await count("full"), await count("istanbul"), await count("full")]).toEqual([1, 0, 1]);
});

test("runs at the same time do not disturb each other", async () => {
  const { cwd, write } = project();
  write("a.ts", "if (a) b();");
  write("b.ts", "c ? d : e;");
  const runs = await Promise.all(Array.from({ length: 8 }, () => list(cwd)));
  for (const run of runs) expect(conditions(run)).toEqual(["a", "c"]);
  expect(readdirSync(join(cwd, ".footlights")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("without the cache nothing is written", async () => {
  const { cwd, write } = project();
  write("a.ts", "if (a) b();");
  await takeInventory(["a.ts"], { cwd, profile: "full", cache: false });
  expect(existsSync(join(cwd, ".footlights"))).toBe(false);
});

test("a folder of its own is ignored by git; beside dependencies it needs none", async () => {
  const { cwd, write } = project();
  write("a.ts", "if (a) b();");
  await list(cwd, ["a.ts"]);
  expect(readFileSync(join(cwd, ".footlights/.gitignore"), "utf8")).toBe("*\n");
  rmSync(join(cwd, ".footlights"), { recursive: true });
  mkdirSync(join(cwd, "node_modules"));
  await list(cwd, ["a.ts"]);
  expect(existsSync(join(cwd, ".footlights"))).toBe(false);
  expect(readdirSync(join(cwd, "node_modules/.cache/footlights"))).toHaveLength(1);
});
