// npm run bench:report [-- folder]: what a report costs in CPU time and memory, over the same real files as the other
// benchmark: cold, warm, with one file changed, and with four times as many files.
import { appendFileSync, copyFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { copyCorpus } from "./corpus.ts";
import { writeCoverage } from "./coverage.ts";
import { type Contender, measure } from "./measure.ts";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);
const FILES = Number(process.env["BENCH_FILES"] ?? 1000);
const command = "../../dist/analyzer/cli/main.js";
const root = fileURLToPath(new URL("../..", import.meta.url));
const from = process.argv[2] ?? join(root, "node_modules");

const small = copyCorpus(from, FILES);
const large = copyCorpus(from, FILES * 4);
fill(large.folder, small.files * 4);
try {
  for (const { folder } of [small, large]) writeCoverage(folder);
  console.log(
    `${small.files} files, ${small.lines} lines; ${large.files} files, best of ${ROUNDS} runs each`,
  );
  const { ms } = measure(contendersOf(small.folder), small.folder, ROUNDS);
  const memory = ["report", "list"].map((verb) =>
    [small, large].map(({ folder }) => measurePeak(verb, folder)),
  );
  for (const [name, cpu] of ms)
    console.log(`${name.padEnd(24)}${cpu.toFixed(0).padStart(8)} ms CPU`);
  const of = (name: string): number => ms.get(name) ?? Number.NaN;
  console.log(`
warm / cold report          ${(of("report, warm") / of("report, cold")).toFixed(3)}   wanted at most 0.1
one changed file adds       ${(of("report, one changed") - of("report, warm")).toFixed(0)} ms   wanted at most 50
peak of report, files x 4   ${sayGrowth(memory[0])}   wanted at most 1.3
peak of list, files x 4     ${sayGrowth(memory[1])}   wanted at most 1.3`);
} finally {
  for (const { folder } of [small, large]) rmSync(folder, { recursive: true, force: true });
}

function contendersOf(folder: string): readonly Contender[] {
  const [first = ""] = readdirSync(join(folder, "src"));
  const args = ["report", "src"];
  return [
    { name: "report, cold", module: command, args, prepare: () => forget(folder) },
    { name: "report, warm", module: command, args },
    // A comment more at its end: the coverage still fits.
    {
      name: "report, one changed",
      module: command,
      args,
      prepare: () => appendFileSync(join(folder, "src", first), "\n//"),
    },
  ];
}

/** Megabytes of a cold run. */
function measurePeak(verb: string, folder: string): number {
  const prepare = (): void => forget(folder);
  const cold = { name: verb, module: command, args: [verb, "src"], prepare };
  return measure([cold], folder, 1).megabytes.get(verb) ?? Number.NaN;
}

function sayGrowth([few = Number.NaN, many = Number.NaN]: readonly number[] = []): string {
  return `${(many / few).toFixed(2)} (${few.toFixed(0)} -> ${many.toFixed(0)} MB)`;
}

/** Copies files under other names until there are as many as wanted. */
function fill(folder: string, files: number): void {
  const names = readdirSync(join(folder, "src"));
  for (let count = names.length; count < files; count += 1) {
    const name = names[count % names.length] ?? "";
    copyFileSync(join(folder, "src", name), join(folder, "src", `copy${count}_${name}`));
  }
}

function forget(folder: string): void {
  rmSync(join(folder, ".footlights"), { recursive: true, force: true });
}
