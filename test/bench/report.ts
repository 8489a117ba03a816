// npm run bench:report [-- folder]: what a report costs in CPU time and memory, over the same real files as the other
// benchmark: cold, warm, with one file changed, and with four times as many files.
import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { copyCorpus, multiplyCorpus } from "./corpus.ts";
import { changeCoverage, multiplyCoverage, writeCoverage } from "./coverage.ts";
import { type Contender, type Measured, measure } from "./measure.ts";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 2);
const FILES = Number(process.env["BENCH_FILES"] ?? 1000);
const TIMES = 4;
const command = "../../dist/analyzer/cli/main.js";
const root = fileURLToPath(new URL("../..", import.meta.url));
const from = process.argv[2] ?? join(root, "node_modules");

const small = copyCorpus(from, FILES);
writeCoverage(small.folder);
const large = multiplyCorpus(small, TIMES);
multiplyCoverage(small.folder, large.folder);
for (const { folder } of [small, large]) mkdirSync(join(folder, "node_modules"));
try {
  console.log(
    `${small.files} files, ${small.lines} lines; ${large.files} files, ${large.lines} lines; best of ${ROUNDS} runs, cold ones once`,
  );
  const measured = measure(contendersOf(small.folder), small.folder, ROUNDS);
  for (const [name, ms] of measured.ms) {
    const megabytes = measured.megabytes.get(name) ?? Number.NaN;
    console.log(
      `${name.padEnd(30)}${ms.toFixed(0).padStart(7)} ms CPU${megabytes.toFixed(0).padStart(7)} MB`,
    );
  }
  const grown = measure(coldOf(large.folder), large.folder, 1);
  const of = (name: string): number => measured.ms.get(name) ?? Number.NaN;
  const added = (name: string): string => `${(of(name) - of("report, warm")).toFixed(0)} ms`;
  console.log(`
warm / cold report             ${(of("report, warm") / of("report, cold")).toFixed(3)}   wanted at most 0.1
one changed file adds          ${added("report, one changed")}   wanted at most 50; loading the compiler alone takes ${of("the compiler, loaded").toFixed(0)}
one file's counts changed add  ${added("report, one other count")}
${["report", "list"].map((verb) => sayGrowth(verb, measured, grown)).join("\n")}`);
} finally {
  for (const { folder } of [small, large]) rmSync(folder, { recursive: true, force: true });
}

function contendersOf(folder: string): readonly Contender[] {
  const path = join(folder, "src", chooseOrdinary(folder));
  const args = ["report", "src"];
  return [
    { name: "the compiler, loaded", module: "./contenders/loaded.mjs", args: [] },
    ...coldOf(folder).toReversed(),
    { name: "report, warm", module: command, args },
    // A comment more at its end: the coverage still fits.
    {
      name: "report, one changed",
      module: command,
      args,
      prepare: () => appendFileSync(path, "\n//"),
    },
    {
      name: "report, one other count",
      module: command,
      args,
      prepare: () => changeCoverage(folder, path),
    },
  ];
}

/** Each verb once with nothing kept. */
function coldOf(folder: string): readonly Contender[] {
  return ["report", "list"].map((verb) => ({
    name: `${verb}, cold`,
    module: command,
    args: [verb, "src"],
    rounds: 1,
    prepare: () => rmSync(join(folder, "node_modules/.cache"), { recursive: true, force: true }),
  }));
}

/** The file of middle size. */
function chooseOrdinary(folder: string): string {
  const sizeOf = (name: string): number => statSync(join(folder, "src", name)).size;
  const names = readdirSync(join(folder, "src")).toSorted((a, b) => sizeOf(a) - sizeOf(b));
  return names[names.length >> 1] ?? "";
}

function sayGrowth(verb: string, few: Measured, many: Measured): string {
  const [less = Number.NaN, more = Number.NaN] = [few, many].map(({ megabytes }) =>
    megabytes.get(`${verb}, cold`),
  );
  return `peak of ${`${verb},`.padEnd(7)} files x ${TIMES}     ${(more / less).toFixed(2)} (${less.toFixed(0)} -> ${more.toFixed(0)} MB)   wanted at most 1.3`;
}
