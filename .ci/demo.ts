// npm run demo: the main job on the reference actors, then on a chat room whose suite has gaps.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const footlights = join(root, "dist", "analyzer", "cli", "main.js");
const chatRoom = join("fixtures", "projects", "chat-room");
const started = performance.now();

/** Runs a Node script so that its output is seen as it comes; resolves with its exit code. */
function run(script: string, args: readonly string[], folder: string = "."): number {
  const cwd = join(root, folder);
  const { status, signal } = spawnSync(process.execPath, [script, ...args], {
    cwd,
    stdio: "inherit",
  });
  if (status === null)
    throw new Error(`Could not finish "${args.join(" ")}": it was ended by ${signal}.`);
  return status;
}

function say(text: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`\n── ${text} (${seconds} s) ${"─".repeat(Math.max(0, 84 - text.length))}\n`);
}

/** Whatever is not expected here is a failure of the demo. */
function expectStatus(what: string, found: number, expected: number): void {
  if (found === expected) return;
  console.error(
    `Could not ${what}: it ended with ${found}, expected ${expected}. See its message above.`,
  );
  process.exitCode = 1;
}

say("1 of 6  The reference actors' suite, inside workerd, with coverage");
const coverage = ["--coverage", "--coverage.include=reference-actors/**/*.ts"];
expectStatus(
  "run the reference actors' suite",
  run(vitest, ["run", "--project", "reference-actors", ...coverage]),
  0,
);

say("2 of 6  footlights report: every outcome of the reference actors");
expectStatus("report the reference actors", run(footlights, ["report"]), 0);

say("3 of 6  footlights gate --min-branches 100");
expectStatus("gate the reference actors", run(footlights, ["gate", "--min-branches", "100"]), 0);

say("4 of 6  A chat room whose suite leaves gaps on purpose");
expectStatus("run the chat room's suite", run(vitest, ["run", "--coverage"], chatRoom), 0);

say("5 of 6  footlights report: what no test of the chat room has taken");
expectStatus("report the chat room", run(footlights, ["report", "src"], chatRoom), 0);

say("6 of 6  footlights gate --min-branches 100, on the chat room");
const gate = spawnSync(process.execPath, [footlights, "gate", "src", "--min-branches", "100"], {
  cwd: join(root, chatRoom),
  encoding: "utf8",
  stdio: ["inherit", "pipe", "inherit"],
});
// The gate names the paths once more; here the report has just done so.
console.log(gate.stdout.slice(Math.max(0, gate.stdout.indexOf("Gate failed"))));
expectStatus("gate the chat room", gate.status ?? -1, 1);
console.log("The gate failed with exit code 1, as it should: the paths above are untested.");

say("Done. Try next");
console.log("  npx footlights gate --min-branches 100");
console.log("  npx footlights list reference-actors");
