import { cp, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readCoverage } from "../../../analyzer/coverage/read-coverage.ts";
import { listFile } from "../../../analyzer/inventory/index.ts";
import { findStaleness } from "../../../analyzer/join/find-staleness.ts";
import { joinCoverage } from "../../../analyzer/join/join-coverage.ts";
import type { CoverageData } from "../../../analyzer/findings.ts";
import type { FileInventory } from "../../../analyzer/model.ts";
import { runNode } from "../projects/run-process.ts";
import { createTemporary } from "./constructs.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** TypeScript that packages ship as source, and our own. */
const trees = [
  "node_modules/zod/src",
  "node_modules/@arethetypeswrong/core",
  "node_modules/@jridgewell/trace-mapping/src",
  "node_modules/@jridgewell/remapping/src",
  "analyzer",
  "harness",
  "reference-actors",
  "test/analyzer",
];

const isSource = (name: string): boolean =>
  /\.[cm]?tsx?$/.test(name) && !/\.d\.[cm]?ts$/.test(name);

/** Copies the trees without their tests' runner seeing them; the number of source files. */
async function copyTrees(folder: string): Promise<number> {
  let count = 0;
  for (const tree of trees) {
    const names = await readdir(join(root, tree), { recursive: true });
    for (const name of names.filter(isSource)) {
      await cp(
        join(root, tree, name),
        join(folder, "src", tree.replace("node_modules/", ""), name),
      );
      count++;
    }
  }
  return count;
}

/** What Vitest writes for files that no test imports: every counter, at zero. */
async function measureUntested(folder: string, provider: "istanbul" | "v8"): Promise<CoverageData> {
  const flags = [
    ["--globals", "--coverage.enabled", `--coverage.provider=${provider}`],
    ["--coverage.include=src/**", "--coverage.reporter=json"],
    [`--coverage.reportsDirectory=${join(folder, provider)}`, "only.spec.mjs"],
  ];
  const script = join(root, "node_modules/vitest/vitest.mjs");
  const { status, stderr } = await runNode(script, ["run", ...flags.flat()], { folder });
  if (status !== 0) throw new Error(`vitest ended with ${status}\n${stderr}`);
  return readCoverage([provider], { cwd: folder });
}

async function listMeasured(folder: string, data: CoverageData): Promise<readonly FileInventory[]> {
  const listed = await Promise.all(
    data.files.map(async ({ path }) =>
      listFile(relative(folder, path), await readFile(path, "utf8"), "full"),
    ),
  );
  return listed.flatMap((file) => ("sites" in file ? [file] : []));
}

test(
  "joins all of 500 files that nobody wrote for this, both providers",
  { timeout: 180_000 },
  async () => {
    await using temporary = await createTemporary();
    const folder = temporary.path;
    await mkdir(join(folder, "src"));
    await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await writeFile(join(folder, "only.spec.mjs"), 'test("runs", () => {});\n');
    expect(await copyTrees(folder)).toBeGreaterThan(500);
    for (const provider of ["istanbul", "v8"] as const) {
      const data = await measureUntested(folder, provider);
      const files = await listMeasured(folder, data);
      const joined = await joinCoverage({ profile: "full", files, skipped: [] }, data, {
        cwd: folder,
      });
      expect(joined.stale).toEqual([]);
      expect(joined.files.flatMap(({ unjoined }) => unjoined)).toEqual([]);
      expect(
        new Set(joined.files.flatMap((file) => file.unmatched.map(({ reason }) => reason))),
      ).toEqual(new Set(["transpiler-artefact"]));
      expect(files.flatMap(({ sites }) => sites).length).toBeGreaterThan(5000);
      await expectShiftsSeen(data);
    }
  },
);

/** Every file is told from itself with one more line at its top. */
async function expectShiftsSeen(data: CoverageData): Promise<void> {
  const fooled: string[] = [];
  for (const hits of data.files.filter(({ branches }) => branches.length > 0)) {
    const text = `\n${await readFile(hits.path, "utf8")}`;
    if (findStaleness(hits.path, text, hits) === undefined) fooled.push(hits.path);
  }
  expect(fooled).toEqual([]);
}
