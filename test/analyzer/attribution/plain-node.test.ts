import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { WhoTakes } from "../../../analyzer/report/who-takes.ts";
import { footlights } from "../../cli/footlights.ts";
import type { ProcessResult } from "../projects/run-process.ts";
import { runProject } from "../projects/run-project.ts";

// What is imported anew for each test file, and what is not, depends on whether files are isolated.
describe.each([["--isolate"], ["--no-isolate"]])("tests in plain Node, %s", (isolation) => {
  let tests: Record<string, { tests: string[]; shared: string[] }>;
  let suite: ProcessResult;

  beforeAll(async () => {
    using run = await runProject("ticket-office", [isolation, "--maxWorkers=1"]);
    suite = run.suite;
    const coverage = join(run.reports, "coverage-final.json");
    const { stdout } = footlights(["who", "src/price.ts:3", "--json", "--coverage", coverage], {
      cwd: run.folder,
    });
    const { decisions }: WhoTakes = JSON.parse(stdout);
    tests = Object.fromEntries(
      decisions.flatMap(({ outcomes }) =>
        outcomes.map((outcome) => [
          outcome.label,
          {
            tests: outcome.tests.map(({ name }) => name),
            shared: outcome.shared.map(({ name }) => name),
          },
        ]),
      ),
    );
  });

  test("all pass", () => {
    expect(suite).toMatchObject({ status: 0, stderr: "" });
  });

  test("say which of them takes a branch, also at the same time", () => {
    expect(tests).toMatchObject({
      'case "adult"': { tests: ["prices an adult"], shared: [] },
      'case "child"': { tests: ["prices a child"], shared: [] },
      'case "member"': { tests: ["opens the counter"], shared: [] },
    });
  });

  test("are not taken for those that opened what a later one uses", () => {
    expect(tests['case "group"']).toEqual({
      tests: [],
      shared: ["asks the counter that another test has opened"],
    });
  });

  test("of another file count for themselves", () => {
    expect(tests["default"]).toEqual({ tests: ["prices a stranger"], shared: [] });
  });
});
