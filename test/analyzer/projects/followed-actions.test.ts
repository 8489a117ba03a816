import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readExpectedGaps } from "./expected-gaps.ts";
import { listOutcomes } from "./list-outcomes.ts";
import { listUncovered, type MeasuredTest, readMeasuredTests } from "./measured-tests.ts";
import { parseAction, parseStoredKey } from "./parse-action.ts";
import { type ProjectRun, readReport, runProject } from "./run-project.ts";

const runMs = 300_000;
const projects = ["chat-room", "support-agent", "whiteboard", "job-queue"];

test("follows at least 40 actions", () => {
  const followed = projects.flatMap(readExpectedGaps).filter((gap) => gap.followed);
  expect(followed.length).toBeGreaterThanOrEqual(40);
});

describe.each(projects)("%s", (project) => {
  const gaps = readExpectedGaps(project).flatMap(({ gap, followed }) => (followed ? [gap] : []));
  let run: ProjectRun;
  let tests: readonly MeasuredTest[];

  beforeAll(async () => {
    using suite = await runProject(project);
    const steps = listOutcomes(await readReport(suite))
      .filter(({ gap }) => gaps.includes(gap))
      .map(({ gap, explanation: { action } = { action: "" } }) => ({
        gap,
        step: parseAction(action),
        storedKey: parseStoredKey(action),
      }));
    const path = join(suite.reports, "steps.json");
    writeFileSync(path, JSON.stringify(steps));
    const flags = ["--config", "vitest.follow.config.ts", "--reporter=default", "--reporter=json"];
    run = await runProject(project, flags, { FOLLOWED_STEPS: path });
    tests = readMeasuredTests(join(run.reports, "tests.json"));
    return () => run[Symbol.dispose]();
  }, runMs);

  test("can do what the actions tell", () => {
    expect(tests.map(({ title }) => title).toSorted()).toEqual(gaps.toSorted());
    expect(tests.filter(({ status }) => status !== "passed")).toEqual([]);
  });

  test(
    "covers each gap by doing what its action tells",
    async () => {
      expect(await listUncovered(tests, run)).toEqual([]);
    },
    runMs,
  );
});
