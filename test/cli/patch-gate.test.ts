import { describe, expect, test } from "vitest";
import { openRepository } from "../analyzer/patch/repository.ts";
import { footlights } from "./footlights.ts";
import { type Project, ROOM, roomProject, writeCoverage } from "./room-project.ts";

const OLD_GAP = "0ui3ij160h:then";
const CHANGED = ROOM.replace(
  '    return "nobody";',
  '    if (count < -9) return "fewer";\n    return "nobody";',
);

/** A project with one old gap on main, and a change that leaves one new outcome untested. */
function changedProject(): Project {
  const project = roomProject();
  const { git, commit } = openRepository(project.cwd);
  git("init", "--quiet", "--initial-branch=main");
  commit({ ".gitignore": "coverage\n.footlights\n" });
  project.write("src/room.ts", CHANGED);
  writeCoverage(project, "src/room.ts", CHANGED, [
    [0, 2],
    [0, 2],
  ]);
  return project;
}

describe("gate --base", () => {
  test("fails by the one new outcome, says it first, and nothing of older ones", () => {
    const { cwd } = changedProject();
    const { status, stdout, stderr } = footlights(["gate", "--base", "main"], { cwd });
    expect(stdout.split("\n")[0]).toMatch(
      /^src\/room\.ts:6 {2}Room\.handle — `if \(count < -9\)` was never true \(0 of 2 evaluations\) +\w{10}:then$/,
    );
    expect(stdout).toContain(
      "\n  FAIL  patch     1 of 2 new outcomes missed, expected every outcome that is new since main covered\n",
    );
    expect(stdout).not.toContain(OLD_GAP);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  });

  test("says nothing of what the baseline knows, with a limit for all as well", () => {
    const project = changedProject();
    const { cwd } = project;
    footlights(["baseline", "--update"], { cwd });
    project.write("src/lobby.ts", "export const open = (hour: number) => (hour > 8 ? 1 : 0);\n");
    const known = footlights(["gate", "--base", "main", "--min-branches", "100"], { cwd });
    expect(known.stdout).not.toMatch(/never|room\.ts/);
    expect(known).toMatchObject({ status: 0 });
  });

  test("puts what is new before what is old where both break a rule", () => {
    const { cwd } = changedProject();
    const { stdout } = footlights(["gate", "--base", "main", "--min-branches", "100"], { cwd });
    expect(stdout.indexOf("count < -9")).toBeLessThan(stdout.indexOf(OLD_GAP));
    expect(stdout.match(/was never true/g)).toHaveLength(2);
  });

  test("passes a change without branches, however many gaps there are", () => {
    const { cwd, write } = roomProject();
    const { git, commit } = openRepository(cwd);
    git("init", "--quiet", "--initial-branch=main");
    commit({});
    write("notes.md", "# Notes\n");
    const { status, stdout } = footlights(["gate", "--base", "main"], { cwd });
    expect(stdout).toBe(`Gate passed
  pass  patch     no new outcome, expected every outcome that is new since main covered
  pass  measured  0 of 0 files, expected every file with branches in the coverage
`);
    expect(status).toBe(0);
  });

  test("fails by a new file that no test loads", () => {
    const { cwd, write } = changedProject();
    write("src/lobby.ts", "export const open = (hour: number) => (hour > 8 ? 1 : 0);\n");
    const { status, stdout } = footlights(["gate", "src", "--base", "main"], { cwd });
    expect(stdout).toContain("FAIL  measured  not in the coverage: src/lobby.ts");
    expect(status).toBe(1);
  });

  test("annotates and lists what is new only, in each format", () => {
    const { cwd } = changedProject();
    for (const format of ["github", "markdown", "junit"]) {
      const { stdout } = footlights(["gate", "--base", "main", "--format", format], { cwd });
      expect(stdout).toContain("count");
      expect(stdout).toMatch(/-9/);
      expect(stdout).not.toContain(OLD_GAP);
    }
    const { stdout } = footlights(["gate", "--base", "main", "--json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      passed: false,
      rules: [
        { name: "patch", files: ["src/room.ts"], outcomes: [expect.stringMatching(/:then$/)] },
        { name: "measured" },
      ],
    });
  });

  test("takes its base from the configuration", () => {
    const { cwd, write } = changedProject();
    write("footlights.config.mjs", 'export default { gate: { base: "main" } };');
    expect(footlights(["gate"], { cwd }).stdout).toContain("FAIL  patch");
  });

  test("says how to trust a repository of another user, as the jobs of a CI in a container see it", () => {
    const { cwd } = changedProject();
    const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1", HOME: cwd };
    expect(footlights(["gate", "--base", "main"], { cwd, env })).toEqual({
      status: 2,
      stdout: "",
      stderr:
        'Could not compare with "main": found a repository of another user, which git does not open, ' +
        "expected a branch, tag or commit that shares history with HEAD. " +
        `Trust it first: git config --global --add safe.directory "${cwd}".\n`,
    });
  });

  test("refuses a ref that is not there in one line", () => {
    const { cwd } = changedProject();
    const run = footlights(["gate", "--base", "origin/main"], { cwd });
    expect(run.stderr).toMatch(
      /^Could not compare with "origin\/main": found no such ref, expected [^\n]*\. Fetch it first [^\n]*\n$/,
    );
    expect(run).toMatchObject({ status: 2, stdout: "" });
  });
});
