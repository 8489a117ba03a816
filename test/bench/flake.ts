// Repeats a suite of twenty typical patterns while the machine is busy, and counts what fails: `npm run flake`.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const HELP = `Repeats a suite of 20 typical patterns under a CPU hog and counts the failures.

Usage: npm run flake -- [flags]

  --repetitions <n>  of the whole suite; default 1000
  --batch <n>        repetitions in one workerd process; default 50
  --hogs <n>         processes that do nothing but burn a core; default one per core
  --help

Exit codes: 0 nothing failed, 1 something did, 2 wrong flags.`;

const root = fileURLToPath(new URL("../../", import.meta.url));
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const config = "test/harness/measured/vitest.config.ts";

interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Milliseconds that the slowest test took. */
  readonly slowestMs: number;
}

/** Reads a flag that is a count. */
function readCount(name: string, text: string | undefined, otherwise: number): number {
  const count = text === undefined ? otherwise : Number(text);
  if (Number.isInteger(count) && count >= 0) return count;
  console.error(`Could not read --${name}: found "${text}", expected a whole number.`);
  return process.exit(2);
}

function startHogs(count: number): readonly ChildProcess[] {
  const hogs = Array.from({ length: count }, () =>
    spawn(process.execPath, ["--eval", "for (;;);"], { stdio: "ignore" }),
  );
  const end = (): void => {
    for (const hog of hogs) hog.kill("SIGKILL");
  };
  process.once("exit", end);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  return hogs;
}

/** Runs one batch and prints what failed. */
async function runBatch(repetitions: number, folder: string): Promise<Counts> {
  const results = join(folder, "results.json");
  rmSync(results, { force: true });
  const flags = ["run", "--config", config, "--mode", "flake"];
  const reporters = ["--reporter=json", `--outputFile.json=${results}`];
  const child = spawn(process.execPath, [vitest, ...flags, ...reporters], {
    cwd: root,
    env: { ...process.env, REPETITIONS: String(repetitions) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await new Promise((resolve) => child.once("close", resolve));
  const { numPassedTests: passed, numFailedTests: failed, testResults } = readResults(results);
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  for (const { status, fullName, failureMessages } of tests)
    if (status === "failed") console.error(`FAIL ${fullName}\n${failureMessages.join("\n")}`);
  const slowestMs = Math.max(0, ...tests.map(({ duration }) => duration ?? 0));
  // A process that died leaves fewer results than it was asked for: what is missing has failed.
  return { passed, failed: Math.max(failed, repetitions * 20 - passed), slowestMs };
}

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly duration?: number;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function readResults(path: string): Results {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  }
}

const { values } = parseArgs({
  options: {
    repetitions: { type: "string" },
    batch: { type: "string" },
    hogs: { type: "string" },
    help: { type: "boolean" },
  },
});
if (values.help === true) {
  console.log(HELP);
  process.exit(0);
}

const repetitions = readCount("repetitions", values.repetitions, 1000);
const batch = Math.max(1, readCount("batch", values.batch, 50));
const hogs = startHogs(readCount("hogs", values.hogs, availableParallelism()));
const folder = mkdtempSync(join(tmpdir(), "footlights-flake-"));
const began = performance.now();
let total: Counts = { passed: 0, failed: 0, slowestMs: 0 };
try {
  for (let done = 0; done < repetitions;) {
    const next = Math.min(batch, repetitions - done);
    const counts = await runBatch(next, folder);
    total = {
      passed: total.passed + counts.passed,
      failed: total.failed + counts.failed,
      slowestMs: Math.max(total.slowestMs, counts.slowestMs),
    };
    done += next;
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`${done} of ${repetitions} repetitions, ${total.failed} failures, ${seconds} s`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  for (const hog of hogs) hog.kill("SIGKILL");
}
console.log(
  `${repetitions} repetitions of a 20-test suite under ${hogs.length} CPU hogs: ` +
    `${total.passed} tests passed, ${total.failed} failed; the slowest took ${Math.round(total.slowestMs)} ms`,
);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
