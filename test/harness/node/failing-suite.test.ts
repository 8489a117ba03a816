import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { listMarkedLines, listReportedLines } from "./failing-suite.ts";

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

// vitest 5.0.5; other versions are compared in test/compat.
test.each([[[]], [["--coverage"]]])(
  "reports each failure once, at its line: %j",
  { timeout: 60_000 },
  async (flags) => {
    const output = await runSuite(...flags);
    const marked = await listMarkedLines(`${project}/test/failing.test.ts`);
    expect(marked.size).toBe(10);
    expect(listReportedLines(output)).toEqual(marked);
    expect(output.match(/^ FAIL /gm)).toHaveLength(marked.size);
    expect(output).not.toMatch(/WebSocketPipe|uncaught exception|Unhandled/);
  },
);
