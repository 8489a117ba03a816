// npm run demo: the main job on the reference actors, then on a chat room whose suite has gaps.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const footlights = join(root, "dist", "analyzer", "cli", "main.js");
const chatRoom = join(root, "fixtures", "projects", "chat-room");

interface Step {
  readonly title: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** The exit code that is right here; with any other the demo fails. */
  readonly status: number;
  /** Shows only what is printed from this text on. */
  readonly from?: string;
  readonly remark?: string;
}

const gate = ["gate", "--min-branches", "100"];
const coverage = ["--coverage", "--coverage.include=reference-actors/**/*.ts"];
const steps: readonly Step[] = [
  {
    title: "The reference actors' suite, inside workerd, with coverage",
    script: vitest,
    args: ["run", "--project", "reference-actors", ...coverage],
    folder: root,
    status: 0,
  },
  {
    title: "footlights report: the reference actors",
    script: footlights,
    args: ["report"],
    folder: root,
    status: 0,
  },
  {
    title: `footlights ${gate.join(" ")}`,
    script: footlights,
    args: gate,
    folder: root,
    status: 0,
  },
  {
    title: "A chat room whose suite leaves gaps: vitest run --coverage, with footlights/vitest",
    script: vitest,
    args: ["run", "--coverage"],
    folder: chatRoom,
    status: 0,
  },
  {
    title: `footlights ${gate.join(" ")}, on the chat room`,
    script: footlights,
    args: [...gate, "src"],
    folder: chatRoom,
    status: 1,
    // The paths that the gate names have just been shown.
    from: "Gate failed",
    remark: "It failed with exit code 1, as it should: no test takes the paths above.",
  },
];

const started = performance.now();
for (const [index, step] of steps.entries()) {
  say(`${index + 1} of ${steps.length}  ${step.title}`);
  const { status, signal } = show(step);
  if (status !== step.status) {
    console.error(
      `Could not finish the demo: the step ended with ${status ?? signal}, expected ${step.status}. See its message above.`,
    );
    process.exitCode = 1;
    break;
  }
  if (step.remark !== undefined) console.log(step.remark);
  if (index === steps.length - 1) {
    say("Done. Two commands to try next");
    console.log("  npx footlights gate --min-branches 100");
    console.log("  npx footlights list reference-actors");
  }
}

/** Runs a step so that what it prints is seen as it comes, unless only its end is wanted. */
function show({ script, args, folder, from }: Step): ReturnType<typeof spawnSync> {
  const result = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    stdio: ["ignore", from === undefined ? "inherit" : "pipe", "inherit"],
    encoding: "utf8",
  });
  if (from !== undefined)
    console.log(result.stdout.slice(Math.max(0, result.stdout.indexOf(from))));
  return result;
}

function say(text: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`\n── ${text} (${seconds} s) ${"─".repeat(Math.max(0, 90 - text.length))}\n`);
}
