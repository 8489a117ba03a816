import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const project = fileURLToPath(new URL("../../../fixtures/projects/failing-suite", import.meta.url));
const vitest = fileURLToPath(new URL("../../../node_modules/vitest/vitest.mjs", import.meta.url));

/** Runs the project's suite, all of whose tests fail, and gives what a person would see. */
async function runSuite(...flags: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [vitest, "run", ...flags], {
    cwd: project,
    env: { ...process.env, NO_COLOR: "1", CI: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return out + errors;
}

/** Lists test names with the line that their source marks as failing. */
async function listMarkedLines(): Promise<ReadonlyMap<string, number>> {
  const source = await readFile(`${project}/test/failing.test.ts`, "utf8");
  const marked = new Map<string, number>();
  let name = "";
  for (const [index, line] of source.split("\n").entries()) {
    name = /^test\("([^"]+)"/.exec(line)?.[1] ?? name;
    if (line.endsWith("// fails here")) marked.set(name, index + 1);
  }
  return marked;
}

/** Lists test names with the first line of the suite that the runner reports for each. */
function listReportedLines(output: string): ReadonlyMap<string, number> {
  const reported = new Map<string, number>();
  for (const block of output.split(/^ FAIL {2}/m).slice(1)) {
    const name = / > (.+)$/m.exec(block)?.[1] ?? "";
    const line = /❯ test\/failing\.test\.ts:(\d+):/.exec(block)?.[1];
    if (line !== undefined && !reported.has(name)) reported.set(name, Number(line));
  }
  return reported;
}

// vitest 5.0.5 reports right lines with and without istanbul's instrumentation; 5.1.1 does not.
test.each([[[]], [["--coverage"]]])(
  "reports each failure once, at its line: %j",
  { timeout: 60_000 },
  async (flags) => {
    const output = await runSuite(...flags);
    const marked = await listMarkedLines();
    expect(marked.size).toBe(10);
    expect(listReportedLines(output)).toEqual(marked);
    expect(output.match(/^ FAIL /gm)).toHaveLength(marked.size);
    expect(output).not.toMatch(/WebSocketPipe|uncaught exception|Unhandled/);
  },
);
