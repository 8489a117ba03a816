import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report, Verdict } from "../../../analyzer/index.ts";
import { readExpectedGaps } from "./expected-gaps.ts";
import { listMissed, type Missed } from "./list-missed.ts";
import { type ProjectRun, runProject } from "./run-project.ts";

const runMs = 120_000;

describe.each(["chat-room", "support-agent", "whiteboard", "job-queue"])("%s", (project) => {
  const expected = readExpectedGaps(project);
  let run: ProjectRun;
  let missed: readonly Missed[];

  beforeAll(async () => {
    run = await runProject(project);
    const { stdout } = await run.footlights("report", "--json");
    const report: Report = JSON.parse(stdout);
    missed = listMissed(report);
  }, runMs);

  afterAll(() => run[Symbol.dispose]());

  test("passes its own suite", () => {
    expect(run.suite).toMatchObject({ status: 0 });
  });

  test(
    "prints the report at the end of the run",
    async () => {
      const { stdout } = await run.footlights("report");
      expect(run.suite.stdout).toContain(stdout.trim());
    },
    runMs,
  );

  test("has exactly the known gaps", () => {
    expect(missed.map(({ key }) => key).toSorted()).toEqual(
      expected.map(({ file, gap }) => `${file} ${gap}`).toSorted(),
    );
  });

  test.each(expected)("$gap", ({ file, gap, entry, message, value }) => {
    const found = missed.find(({ key }) => key === `${file} ${gap}`);
    expect(found?.cause).toMatch(/\S/);
    expect(found?.action.replaceAll("`", "")).toContain(value);
    const routes = entry === undefined ? [] : [{ entry, message: message ?? null }];
    expect(found?.routes).toEqual(expect.arrayContaining(routes));
  });

  test(
    "fails the gate, which names each of them",
    async () => {
      const json = await run.footlights("gate", "--min-branches", "100", "--json");
      const verdict: Verdict = JSON.parse(json.stdout);
      expect(json.status).toBe(1);
      expect(verdict.rules.flatMap(({ outcomes }) => outcomes).toSorted()).toEqual(
        missed.map(({ id }) => id).toSorted(),
      );
      const text = await run.footlights("gate", "--min-branches", "100");
      expect(text.status).toBe(1);
      for (const { decision } of missed) expect(text.stdout).toContain(decision);
    },
    runMs,
  );
});
