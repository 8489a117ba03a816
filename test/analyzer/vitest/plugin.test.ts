import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { ROOM_TEST, suite } from "./suite.ts";

// Each test runs Vitest at least once.
vi.setConfig({ testTimeout: 120_000 });

const GAP = "src/room.ts:2  admit — `if (count > 3)` was never true";

describe("vitest run --coverage", () => {
  test("ends with the report, once, and writes JSON", () => {
    const { cwd, run } = suite("{ plugins: [footlights()] }");
    const { status, output } = run("--coverage");
    expect(status).toBe(0);
    expect(output.split(GAP)).toHaveLength(2);
    expect(output.indexOf(GAP)).toBeGreaterThan(output.indexOf("1 passed"));
    expect(existsSync(join(cwd, "coverage/coverage-final.json"))).toBe(true);
  });

  test("counts source that no test loads", () => {
    const { run } = suite("{ plugins: [footlights()] }", {
      "src/lobby.ts": "export const open = (hour: number): boolean => (hour > 8 ? true : false);\n",
    });
    expect(run("--coverage").output).toContain("src/lobby.ts:1");
  });

  test("says how many tests there are for the code, where the configuration names them", () => {
    const { run } = suite("{ plugins: [footlights()] }", {
      "footlights.config.ts": 'export default { tests: ["test"] };\n',
    });
    expect(run("--coverage").output).toContain(
      "\n1 test in 1 file, 0.8 lines of tests for each line of code (3 to 4)\n",
    );
  });

  test("prints nothing without --coverage", () => {
    const { output, status } = suite(
      "{ plugins: [footlights({ gate: { minBranches: 100 } })] }",
    ).run();
    expect(status).toBe(0);
    expect(output).not.toMatch(/room\.ts:|Gate/);
  });

  test("prints the report whatever reporters and coverage reporters are chosen on the command line", () => {
    const { run } = suite("{ plugins: [footlights()] }");
    const flags = ["--reporter=dot", "--coverage.reporter=text-summary"];
    expect(run("--coverage", ...flags).output).toContain(GAP);
  });

  test("leaves what the configuration sets as it is", () => {
    const { cwd, run } = suite(
      `{ plugins: [footlights()], test: { coverage: {
      provider: "v8", include: ["src/lobby.ts"], reporter: [["json", { file: "map.json" }]] } } }`,
      {
        "src/lobby.ts":
          "export const open = (hour: number): boolean => (hour > 8 ? true : false);\n",
      },
    );
    const { output } = run("--coverage");
    expect(output).toContain("Coverage enabled with v8");
    expect(output).toContain("src/lobby.ts:1");
    expect(output).not.toContain("src/room.ts:2");
    const map = readFileSync(join(cwd, "coverage/map.json"), "utf8");
    expect(Object.keys(JSON.parse(map))).toEqual([join(cwd, "src/lobby.ts")]);
    expect(existsSync(join(cwd, "coverage/coverage-final.json"))).toBe(false);
  });

  test("says nothing of coverage when a test fails, as Vitest does", () => {
    const { run } = suite("{ plugins: [footlights()] }", {
      "test/room.test.ts": ROOM_TEST.replace('"welcome"', '"full"'),
    });
    const { status, output } = run("--coverage");
    expect(status).toBe(1);
    expect(output).toContain("1 failed");
    expect(output).not.toContain(GAP);
  });
});

test("does not break a document that a reporter prints for programs", () => {
  const { run } = suite("{ plugins: [footlights()] }");
  const printed = run("--coverage", "--reporter=tap");
  expect(printed.stdout).toMatch(/^TAP version 13\n1\.\.1\n/);
  expect(printed.stdout).not.toContain(GAP);
  expect(printed.output).toContain(GAP);
  expect(run("--coverage", "--reporter=default", "--reporter=tap").stdout).toContain(GAP);
});

test("reports coverage of a failed run where Vitest is told to", () => {
  const { run } = suite("{ plugins: [footlights()] }", {
    "test/room.test.ts": ROOM_TEST.replace('"welcome"', '"full"'),
  });
  const { status, output } = run("--coverage", "--coverage.reportOnFailure");
  expect(status).toBe(1);
  expect(output).toContain(GAP);
});

test("reports no coverage of a run in which something was thrown outside the tests", () => {
  const { run } = suite("{ plugins: [footlights()] }", {
    "test/room.test.ts": `${ROOM_TEST}queueMicrotask(() => { throw new Error("outside"); });\n`,
  });
  const { status, output } = run("--coverage");
  expect(status).toBe(1);
  expect(output).toContain("outside");
  expect(output).not.toContain(GAP);
});

describe("projects", () => {
  const files = {
    "a/room.test.ts": ROOM_TEST,
    "b/room.test.ts": ROOM_TEST,
    "b/vitest.config.ts": `export default { test: { name: "b" } };\n`,
  };

  test.each([
    ["on their own", `[{ test: { name: "a", include: ["a/*.test.ts"] } }]`],
    ["that extend the root", `[{ extends: true, test: { name: "a", include: ["a/*.test.ts"] } }]`],
    ["in files of their own", `["./b"]`],
    [
      "of every kind",
      `[{ test: { name: "a", include: ["a/*.test.ts"] } }, { extends: true, test: { name: "c", include: ["a/*.test.ts"] } }, "./b"]`,
    ],
  ])("%s share one report", (_, projects) => {
    const { run } = suite(`{ plugins: [footlights()], test: { projects: ${projects} } }`, files);
    const { output, status } = run("--coverage");
    expect(output.split(GAP)).toHaveLength(2);
    expect(status).toBe(0);
  });
});

describe("the gate", () => {
  const gated = "{ plugins: [footlights({ gate: { minBranches: 100 } })] }";

  test("fails the run and says why after the report", () => {
    const { status, output } = suite(gated).run("--coverage");
    expect(status).toBe(1);
    expect(output).toContain(
      "Gate failed\n  FAIL  min-branches  1 of 2 outcomes (50 %), expected at least 100 %",
    );
    expect(output.indexOf("Gate failed")).toBeGreaterThan(output.indexOf(GAP));
  });

  test("passes when every outcome was taken", () => {
    const { status, output } = suite(gated, {
      "test/room.test.ts": `${ROOM_TEST}test("refuses", () => { expect(admit(4)).toBe("full"); });\n`,
    }).run("--coverage");
    expect(output).toContain("Gate passed");
    expect(status).toBe(0);
  });

  test("is asked for by footlights.config.ts as well, and the plugin's own options win", () => {
    const files = {
      "footlights.config.ts": `import { defineConfig } from "footlights/analyzer";
export default defineConfig({ paths: ["src"], gate: { minBranches: 100, maxUnknown: 7 } });
`,
    };
    const asked = suite("{ plugins: [footlights()] }", files).run("--coverage");
    expect(asked.output).toContain("FAIL  min-branches  1 of 2 outcomes (50 %)");
    expect(asked.output).toContain("pass  max-unknown   0 unknown, expected at most 7 unknown");
    expect(asked.status).toBe(1);
    const own = "{ plugins: [footlights({ gate: { minBranches: 50 } })] }";
    const won = suite(own, files).run("--coverage");
    expect(won.output).toContain(
      "pass  min-branches  1 of 2 outcomes (50 %), expected at least 50 %",
    );
    expect(won.status).toBe(0);
  });

  test("leaves out what the baseline of the root knows, and a baseline it cannot read fails the run", () => {
    const id = /(\w{10}:then)\n/.exec(suite(gated).run("--coverage").output)?.[1] ?? "";
    const line = { id, added: "2026-11-23", path: "src/room.ts", alias: "admit/if(count > 3)" };
    const known = suite(gated, { "footlights.baseline.jsonl": JSON.stringify(line) }).run(
      "--coverage",
    );
    expect(known.output).toContain("not counted: 1 known by footlights.baseline.jsonl");
    expect(known.status).toBe(0);
    const broken = suite(gated, { "footlights.baseline.jsonl": "<<<<<<< HEAD\n" }).run(
      "--coverage",
    );
    expect(broken.output).toContain(
      "footlights.baseline.jsonl:1: found the mark of a merge conflict",
    );
    expect(broken.status).toBe(1);
  });

  test("judges shards when they are merged, not before", () => {
    const { run } = suite(gated, {
      "test/full.test.ts": ROOM_TEST.replace("admit(1)", "admit(4)").replace("welcome", "full"),
    });
    for (const shard of ["1/2", "2/2"]) {
      const { status, output } = run("--coverage", `--shard=${shard}`, "--reporter=blob");
      expect(output).toContain("Footlights: one shard is no whole run");
      expect(status).toBe(0);
    }
    const { status, output } = run("--coverage", "--merge-reports");
    expect(output).toContain("Gate passed");
    expect(status).toBe(0);
  });
});

describe("what goes wrong", () => {
  test("says that provider v8 cannot tell which test took what", () => {
    const counting = `import { afterAll, beforeEach } from "vitest";
let file: { meta: object };
beforeEach(({ task }) => { file = task.file; });
afterAll(() => { Object.assign(file.meta, { footlights: { groups: [], sizes: {} } }); });
`;
    const config = '{ plugins: [footlights()], test: { setupFiles: ["./counting.ts"] } }';
    const { run } = suite(config, { "counting.ts": counting });
    const told =
      'Footlights: which test took what is not known, for provider v8 has one count for all tests together. Set coverage.provider to "istanbul" for it.';
    expect(run("--coverage", "--coverage.provider=v8").output).toContain(told);
    expect(run("--coverage").output).not.toContain("Footlights: which test");
  });

  test("a wrong option is one line that names the right one", () => {
    const { status, output } = suite(
      "{ plugins: [footlights({ gate: { minBranch: 100 } })] }",
    ).run();
    expect(status).toBe(1);
    expect(output).toContain(
      'Could not read "gate" of the options of footlights(): found the unknown key "minBranch", expected ',
    );
  });

  test("a report that cannot be made leaves the tests' result to be seen", () => {
    const { status, output } = suite(`{ plugins: [footlights({ paths: ["nowhere"] })] }`).run(
      "--coverage",
    );
    expect(output).toContain("1 passed");
    expect(output).toContain("nowhere");
    expect(output).not.toMatch(/\n\s+at .*analyzer/);
    expect(status).toBe(0);
  });
});
