import { describe, expect, test } from "vitest";
import { checkConfig } from "../../analyzer/config/check-config.ts";
import { gate } from "../../analyzer/cli/verbs/gate.ts";
import { report } from "../../analyzer/cli/verbs/report.ts";
import { footlights } from "./footlights.ts";
import { roomProject } from "./room-project.ts";

/** A flag is a key of the configuration, or it is of one run and says why. */
const keys: Readonly<Record<string, object | string>> = {
  coverage: { coverage: ["coverage/coverage-final.json"] },
  profile: { profile: "istanbul" },
  "min-branches": { gate: { minBranches: 90 } },
  "min-branches-per-file": { gate: { minBranchesPerFile: 90 } },
  "min-branches-in": { gate: { files: { "src/**": 90 } } },
  "min-branches-of": { gate: { actors: { Room: 90 } } },
  "max-unknown": { gate: { maxUnknown: 3 } },
  "hints-need-reason": { gate: { hintsNeedReason: true } },
  base: { gate: { base: "origin/main" } },
  baseline: { gate: { baseline: "gaps.jsonl" } },
  "no-baseline": { gate: { baseline: false } },
  format: "each step of a CI wants another one",
  json: "short for --format json",
  output: "each step of a CI wants another one",
  explain: "asked by a person, about this report",
  "no-cache": "a doubt about this run; without one the answer is the same",
  help: "asked by a person",
};

test.each([...report.flags, ...gate.flags].map(({ name }) => name))(
  "--%s is a key of the configuration, or of one run",
  (name) => {
    const key = keys[name];
    expect(key).toBeDefined();
    const config = typeof key === "object" ? key : {};
    expect(() => checkConfig(config, "test")).not.toThrow();
  },
);

describe("the configuration", () => {
  const COUNTS = `export function pick(names?: string[]): string {
  return names?.[0] ?? "nobody";
}
`;

  function configured(config: object) {
    const project = roomProject();
    project.write("src/pick.ts", COUNTS);
    project.write("package.json", JSON.stringify({ footlights: { paths: ["src"], ...config } }));
    return project;
  }

  test("chooses the profile of every verb, and the flag wins", () => {
    const { cwd } = configured({ profile: "istanbul" });
    expect(footlights(["list"], { cwd }).stdout).toContain("binary-expr");
    expect(footlights(["list", "--profile", "full"], { cwd }).stdout).not.toContain("binary-expr");
    expect(JSON.parse(footlights(["report", "--json"], { cwd }).stdout)).toMatchObject({
      profile: "istanbul",
    });
  });

  test("chooses the coverage, and the flag wins", () => {
    const { cwd } = configured({ coverage: ["reports/unit.json"] });
    expect(footlights(["report"], { cwd }).stderr).toContain(
      'from "reports/unit.json": found no such',
    );
    expect(footlights(["report", "--coverage", "coverage"], { cwd }).status).toBe(0);
  });

  test("names the nearest profile for one that is none", () => {
    const { cwd } = configured({ profile: "istambul" });
    expect(footlights(["list"], { cwd })).toEqual({
      status: 2,
      stdout: "",
      stderr:
        'Could not read "footlights.profile" of package.json: found "istambul", expected full or istanbul. Did you mean "istanbul"?\n',
    });
  });
});
