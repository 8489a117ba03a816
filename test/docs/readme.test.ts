import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { runNode } from "../analyzer/projects/run-process.ts";
import { type Block, listBlocks } from "./readme-blocks.ts";

const root = resolve(import.meta.dirname, "../..");
const blocks = listBlocks(readFileSync(join(root, "README.md"), "utf8"));
const scripts: Record<string, string> = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
).scripts;

const unindent = (text: string): string => text.replaceAll(/^\s+/gm, "");

function describeBlock({ language, line }: Block): string {
  return `the ${language} block at line ${line}`;
}

const provenBy = (kind: string): readonly [string, Block, string][] =>
  blocks.flatMap((block): [string, Block, string][] =>
    block.proof?.startsWith(`${kind} `) === true
      ? [[describeBlock(block), block, block.proof.slice(kind.length + 1)]]
      : [],
  );

test("names a proof for each of its blocks", () => {
  expect(blocks.length).toBeGreaterThan(0);
  expect(blocks.filter(({ proof }) => proof === null).map(describeBlock)).toEqual([]);
});

/** `proof: file PATH`: the block stands in a file that a suite or a compiler of this repository runs. */
describe.each(provenBy("file"))("%s", (_title, block, path) => {
  test(`stands in ${path}`, () => {
    expect(unindent(readFileSync(join(root, path), "utf8"))).toContain(unindent(block.text));
  });
});

/** `proof: scripts`: each line is `npm run NAME` or `npm test`; other tests and CI run them. */
describe.each(
  blocks
    .filter(({ proof }) => proof === "scripts")
    .map((block) => [describeBlock(block), block] as const),
)("%s", (_title, block) => {
  test.each(block.text.split("\n").map((line) => line.replace(/\s*#.*/, "")))(
    "%s is a script of package.json",
    (line) => {
      const [, name] = /^npm (?:run )?(\S+)$/.exec(line) ?? [];
      expect(Object.keys(scripts)).toContain(name);
    },
  );
});

/**
 * `proof: run FOLDER`: the first line is a command, `$ footlights ...`; the rest is all that it prints in that folder,
 * for a project of the fixtures after its suite has run with coverage.
 */
describe.each(provenBy("run"))("%s", (_title, block, folder) => {
  test(`is what the command prints in ${folder}`, async () => {
    const [command = "", ...printed] = block.text.split("\n");
    const [dollar, name, ...args] = command.split(" ");
    expect([dollar, name]).toEqual(["$", "footlights"]);
    using coverage = await measure(folder);

    const { stdout, stderr } = await runNode(
      join(root, "analyzer/cli/main.ts"),
      [...args, ...coverage.flags],
      { folder: join(root, folder) },
    );

    expect(stderr).toBe("");
    expect(stdout.trimEnd()).toBe(printed.join("\n"));
  });
});

/** Runs the suite of a fixture project; elsewhere the command needs no coverage. */
async function measure(
  folder: string,
): Promise<Disposable & { readonly flags: readonly string[] }> {
  if (folder === ".") return { flags: [], [Symbol.dispose]: () => undefined };
  const reports = mkdtempSync(join(tmpdir(), "footlights-readme-"));
  const flags = ["run", "--coverage", `--coverage.reportsDirectory=${reports}`];
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const { status, stdout, stderr } = await runNode(vitest, flags, { folder: join(root, folder) });
  if (status !== 0) throw new Error(`Could not run the suite of ${folder}:\n${stdout}${stderr}`);
  return {
    flags: ["--coverage", join(reports, "coverage-final.json")],
    [Symbol.dispose]: () => rmSync(reports, { recursive: true, force: true }),
  };
}
