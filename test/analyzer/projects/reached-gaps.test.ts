import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readExpectedGaps } from "./expected-gaps.ts";
import { listUncovered, type MeasuredTest, readMeasuredTests } from "./measured-tests.ts";
import { type ProjectRun, runProject } from "./run-project.ts";

const runMs = 300_000;

describe.each(["chat-room", "support-agent", "whiteboard", "job-queue"])("%s", (project) => {
  const known = new Set(readExpectedGaps(project).map(({ gap }) => gap));
  let run: ProjectRun;
  let tests: readonly MeasuredTest[];

  beforeAll(async () => {
    const flags = ["--config", "vitest.reach.config.ts", "--reporter=default", "--reporter=json"];
    run = await runProject(project, flags);
    tests = readMeasuredTests(join(run.reports, "tests.json"));
    return () => run[Symbol.dispose]();
  }, runMs);

  test("passes each test that takes a gap", () => {
    expect(tests.length).toBeGreaterThan(20);
    expect(tests.filter(({ status }) => status !== "passed")).toEqual([]);
    expect(tests.filter(({ title }) => !known.has(title))).toEqual([]);
  });

  test(
    "covers each gap by its test alone",
    async () => {
      expect(await listUncovered(tests, run)).toEqual([]);
    },
    runMs,
  );
});
