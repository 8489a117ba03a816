import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, type TestContext } from "vitest";
import { footlights, main, type RunOptions } from "./footlights.ts";
import { emptyProject, ROOM, roomProject } from "./room-project.ts";

describe("a file that cannot be listed is named and skipped", () => {
  test("a syntax error", () => {
    const { cwd, write } = roomProject();
    write("src/broken.ts", "export const = 1;\n");
    const run = footlights(["list", "--json"], { cwd });
    expect(run.stderr).toMatch(/^Skipped "src\/broken.ts": syntax error at 1:13: [^\n]*\n$/);
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      totals: { files: 1 },
      skipped: [{ path: "src/broken.ts" }],
    });
  });

  test("again when it comes from the cache", () => {
    const { cwd, write } = roomProject();
    write("src/broken.ts", "export const = 1;\n");
    expect(footlights(["list"], { cwd })).toEqual(footlights(["list"], { cwd }));
  });

  test("also by report and gate, when it is named", () => {
    const { cwd, write } = roomProject();
    write("src/broken.ts", "export const = 1;\n");
    for (const verb of ["report", "gate"]) {
      expect(footlights([verb, "src"], { cwd }).stderr).toMatch(
        /^Skipped "src\/broken.ts": [^\n]*\n$/,
      );
    }
  });

  test("20 MB on one line", () => {
    const { cwd, write } = emptyProject();
    write("src/huge.ts", `const x = [${"a ? b : c, ".repeat(20_000_000 / 11)}];`);
    const run = footlights(["list"], { cwd });
    expect(run.stderr).toBe(
      'Skipped "src/huge.ts": 20.0 million characters, expected source of at most 5 million\n',
    );
    expect(run.stdout).toContain("0 branches, 0 decisions, 0 units, 0 files\n1 file skipped:");
    expect(run.status).toBe(0);
  });
});

test("20 MB on one line are refused as coverage, or read, but never end in a stack", () => {
  const { cwd, write } = roomProject();
  write("coverage/coverage-final.json", `{"x": "${"y".repeat(20_000_000)}"}`);
  const { status, stderr } = footlights(["report"], { cwd });
  expect(stderr).toMatch(/^Could not [^\n]{1,500}\n$/);
  expect(status).toBe(2);
});

const ROOT = 0;
const NOBODY = 65_534;

/** Nothing is forbidden to root: the command runs as somebody else then, where that is possible. */
function asNobody(cwd: string, context: TestContext): RunOptions {
  chmodSync(cwd, 0o777);
  const uid = process.getuid?.() === ROOT ? NOBODY : undefined;
  const options = { cwd, env: { HOME: cwd, NODE_COMPILE_CACHE: undefined }, uid };
  const canRun = footlights(["--version"], options).status === 0;
  context.skip(!canRun, `another user cannot read ${main}`);
  return options;
}

describe.skipIf(process.platform === "win32")("without permission", () => {
  test("a file is left out of reports and gates, and said so", (context) => {
    const { cwd } = roomProject();
    const options = asNobody(cwd, context);
    footlights(["report"], options); // and what it keeps
    chmodSync(join(cwd, "src/room.ts"), 0o000);
    for (const [verb, status] of [
      ["report", 0],
      ["gate", 1],
    ] as const) {
      const run = footlights([verb], options);
      expect(run.stderr).toMatch(
        /^Skipped "src\/room\.ts": Could not read "[^\n]*room\.ts": permission denied, [^\n]*\n$/,
      );
      expect(run.status).toBe(status);
    }
  });

  test("a folder is refused in one line", (context) => {
    const { cwd, write } = emptyProject();
    write("open/room.ts", ROOM);
    mkdirSync(join(cwd, "open/secret"));
    chmodSync(join(cwd, "open/secret"), 0o000);
    const options = asNobody(cwd, context);
    for (const path of ["open/secret", "open"]) {
      const run = footlights(["list", path], options);
      expect(run.stderr).toMatch(
        /^Could not read "[^\n]*secret": permission denied, expected [^\n]*\n$/,
      );
      expect(run).toMatchObject({ status: 2, stdout: "" });
    }
  });
});
