// npm run bench [-- folder]: what a listing costs, as ratios of CPU time in one run over the same real files: those
// that the dependencies ship, or those of any other folder. Without one it goes on with what the reference actors cost.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { copyCorpus } from "./corpus.ts";
import { type Contender, measure } from "./measure.ts";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);
const FILES = Number(process.env["BENCH_FILES"] ?? 1200);
const command = "../../dist/analyzer/cli/main.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const corpus = copyCorpus(process.argv[2] ?? join(root, "node_modules"), FILES);
console.log(`${corpus.files} files, ${corpus.lines} lines, best of ${ROUNDS} runs each`);

const forget = (): void =>
  rmSync(join(corpus.folder, ".footlights"), { recursive: true, force: true });
const contenders: readonly Contender[] = [
  { name: "start Node", module: "./contenders/nothing.mjs", args: [] },
  { name: "read and parse", module: "./contenders/read-and-parse.mjs", args: [] },
  { name: "list, cold", module: command, args: ["list", "src"], prepare: forget },
  { name: "list, warm", module: command, args: ["list", "src"] },
  { name: "list --json, cold", module: command, args: ["list", "src", "--json"], prepare: forget },
  { name: "list --json, warm", module: command, args: ["list", "src", "--json"] },
  // Once is enough for what takes many times as long.
  { name: "wrapped nodes", module: "./contenders/wrapped-nodes.mjs", args: [], rounds: 1 },
  { name: "istanbul", module: "./contenders/istanbul.mjs", args: [], rounds: 1 },
];

try {
  const { ms } = measure(contenders, corpus.folder, ROUNDS);
  const of = (name: string): number => ms.get(name) ?? Number.NaN;
  for (const { name } of contenders)
    console.log(`${name.padEnd(20)}${of(name).toFixed(0).padStart(8)} ms CPU`);
  console.log();
  const ratios: readonly (readonly [string, number, string])[] = [
    ["cold list / read and parse", of("list, cold") / of("read and parse"), "at most 1.25"],
    ["wrapped nodes / cold list", of("wrapped nodes") / of("list, cold"), "at least 3"],
    ["istanbul / cold list", of("istanbul") / of("list, cold"), "at least 6"],
    ["cold list / warm list", of("list, cold") / of("list, warm"), "at least 20"],
    ["cold / warm, --json", of("list --json, cold") / of("list --json, warm"), "at least 20"],
  ];
  for (const [what, ratio, goal] of ratios) {
    console.log(`${what.padEnd(28)}${ratio.toFixed(2).padStart(7)}   wanted ${goal}`);
  }
} finally {
  rmSync(corpus.folder, { recursive: true, force: true });
}

if (process.argv[2] === undefined) {
  console.log("\nThe reference actors (npm run bench:actors):");
  const config = join(root, "test/reference-actors/measured/vitest.config.ts");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", "--config", config];
  process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1;
}
