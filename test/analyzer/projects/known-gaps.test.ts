import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Verdict } from "../../../analyzer/index.ts";
import { checkDocuments, checkFormats } from "./check-documents.ts";
import { listFunctionsThatRan, listValueImports } from "./through-bindings.ts";
import { readExpectedGaps } from "./expected-gaps.ts";
import { listOutcomes, type NamedOutcome } from "./list-outcomes.ts";
import { type ProjectRun, readReport, runProject } from "./run-project.ts";

const runMs = 120_000;

describe.each(["chat-room", "support-agent", "whiteboard", "job-queue"])("%s", (project) => {
  const expected = readExpectedGaps(project);
  let run: ProjectRun;
  let missed: readonly NamedOutcome[];

  beforeAll(async () => {
    run = await runProject(project);
    missed = listOutcomes(await readReport(run)).filter(({ status }) => status === "missed");
    return () => run[Symbol.dispose]();
  }, runMs);

  test("passes its own suite", () => {
    expect(run.suite).toMatchObject({ status: 0 });
  });

  test("prints each of them at the end of the run", () => {
    expect(missed.filter(({ decision }) => !run.suite.stdout.includes(decision))).toEqual([]);
  });

  test("has exactly the known gaps", () => {
    expect(missed.map(({ file, gap }) => `${file} ${gap}`).toSorted()).toEqual(
      expected.map(({ file, gap }) => `${file} ${gap}`).toSorted(),
    );
  });

  test.each(expected)("$gap", ({ file, gap, entry, message, value }) => {
    const found = missed.find((other) => other.file === file && other.gap === gap);
    expect(found?.explanation?.cause).toMatch(/\S/);
    expect(found?.explanation?.action.replaceAll("`", "")).toContain(value);
    const routes = found?.routes.map((route) => [`${route.actor}.${route.entry}`, route.message]);
    const expectedRoutes = entry === undefined ? [] : [[entry, message ?? null]];
    expect(routes).toEqual(expect.arrayContaining(expectedRoutes));
  });

  test("is tested through its bindings alone, and nothing that ran is called untested", () => {
    expect(listValueImports(join(run.folder, "test"))).toEqual([]);
    const ran = listFunctionsThatRan(join(run.reports, "coverage-final.json"));
    const uncalled = missed.flatMap(({ explanation }) =>
      [...(explanation?.cause ?? "").matchAll(/^no test calls `\w+\.(\w+)\(\)`/g)].map(
        ([, name]) => name,
      ),
    );
    expect(uncalled.filter((name) => ran.has(name))).toEqual([]);
    expect(ran.size).toBeGreaterThan(5);
  });

  test("writes every document by its schema, and other formats as their readers want them", async () => {
    const flags = ["--coverage", `${run.reports}/coverage-final.json`];
    const measured = { cwd: run.folder, flags, paths: ["src"] };
    expect(await checkDocuments(measured)).toContain("explain");
    await checkFormats(measured);
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
