import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readCoverage } from "../../../analyzer/coverage/read-coverage.ts";
import { listFile } from "../../../analyzer/inventory/index.ts";
import { joinCoverage, type JoinedCoverage } from "../../../analyzer/join/join-coverage.ts";
import type { Inventory } from "../../../analyzer/model.ts";
import { runNode } from "../projects/run-process.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The project with one file per construct, and the suite that takes some ways through each. */
export const folder: string = join(root, "fixtures/coverage/constructs");

/** A temporary folder, removed at the end of the block. */
export async function createTemporary(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "footlights-constructs-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Runs the suite under Vitest with a config of the project; the joined report. */
export async function runVitest(
  config: "vitest.config.ts" | "workerd.config.ts" | "lowered.config.ts",
  provider: "istanbul" | "v8",
): Promise<JoinedCoverage> {
  await using reports = await createTemporary();
  await writeVitestReport(config, provider, reports.path);
  return await joinReport(reports.path);
}

/** Runs what Node can run as it is, under c8; the joined report. */
export async function runC8(): Promise<JoinedCoverage> {
  await using reports = await createTemporary();
  await writeC8Report(reports.path);
  return await joinReport(reports.path);
}

/** Writes a report of the project, as one provider sees it in Node, into a folder. */
export function runReport(provider: "istanbul" | "v8" | "c8", target: string): Promise<void> {
  return provider === "c8"
    ? writeC8Report(target)
    : writeVitestReport("vitest.config.ts", provider, target);
}

function writeVitestReport(config: string, provider: string, target: string): Promise<void> {
  const flags = [
    ["--config", config],
    ["--coverage.enabled", `--coverage.provider=${provider}`],
    [`--coverage.reportsDirectory=${target}`],
  ];
  return runScript("vitest/vitest.mjs", ["run", "--root", ".", ...flags.flat()]);
}

function writeC8Report(target: string): Promise<void> {
  const flags = ["-r", "json", "-o", target, "--temp-directory", join(target, "raw")];
  return runScript("c8/bin/c8.js", [...flags, process.execPath, "erasable.ts"]);
}

async function runScript(script: string, args: readonly string[]): Promise<void> {
  const { status, stdout, stderr } = await runNode(join(root, "node_modules", script), args, {
    folder,
  });
  if (status !== 0) throw new Error(`${script} ended with ${status}\n${stdout}\n${stderr}`);
}

/** Joins a report with every source of the project. */
export async function joinReport(report: string): Promise<JoinedCoverage> {
  const data = await readCoverage([report], { cwd: folder });
  return joinCoverage(await listSources(), data, { cwd: folder });
}

export async function listSources(): Promise<Inventory> {
  const names = (await readdir(join(folder, "src"))).toSorted();
  const listed = await Promise.all(
    names.map(async (name) =>
      listFile(`src/${name}`, await readFile(join(folder, "src", name), "utf8"), "full"),
    ),
  );
  const files = listed.flatMap((file) => ("decisions" in file ? [file] : []));
  return { profile: "full", files, skipped: [] };
}
