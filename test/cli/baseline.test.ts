import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { footlights } from "./footlights.ts";
import { ROOM, roomProject, writeCoverage } from "./room-project.ts";

const FILE = "footlights.baseline.jsonl";
const GAP = "0ui3ij160h:then";

/** src/room.ts with one gap, which the baseline of the project knows. */
function knownProject(...flags: readonly string[]) {
  const project = roomProject();
  const run = footlights(["baseline", "--update", ...flags], { cwd: project.cwd });
  expect(run).toMatchObject({ status: 0, stderr: "" });
  return { ...project, read: () => readFileSync(join(project.cwd, FILE), "utf8") };
}

describe("footlights baseline", () => {
  test("--update writes each gap with its day, owner and last day", () => {
    const { cwd, read } = knownProject("--owner", "@rooms", "--until", "9999-12-31");
    expect(JSON.parse(read())).toEqual({
      id: GAP,
      added: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      owner: "@rooms",
      until: "9999-12-31",
      path: "src/room.ts",
      alias: "Room.handle/if(count > 0)",
    });
    expect(readdirSync(cwd).filter((name) => name.includes("baseline"))).toEqual([FILE]);
  });

  test("--update leaves entries as they are", () => {
    const { cwd, write, read } = knownProject("--owner", "@rooms");
    const older = read().replace(/"added":"[^"]*"/, '"added":"2020-02-29"');
    write(FILE, older);
    footlights(["baseline", "--update", "--owner", "@others"], { cwd });
    expect(read()).toBe(older);
  });

  test("--update renews an entry that is past its day", () => {
    const { cwd, read } = knownProject("--until", "2020-01-01");
    expect(footlights(["gate"], { cwd }).status).toBe(1);
    footlights(["baseline", "--update", "--until", "9999-01-01"], { cwd });
    expect(read().match(/"until":"[^"]*"/g)).toEqual(['"until":"9999-01-01"']);
    expect(footlights(["gate"], { cwd }).status).toBe(0);
  });

  test("--prune removes what is covered by now", () => {
    const project = knownProject();
    const { cwd } = project;
    writeCoverage(project, "src/room.ts", ROOM, [[1, 2]]);
    const gate = footlights(["gate"], { cwd });
    expect(gate.stdout).toContain(`FAIL  baseline-covered  1 covered by now: ${GAP}`);
    expect(gate.status).toBe(1);
    expect(footlights(["baseline", "--prune"], { cwd }).stdout).toContain(
      `1 covered by now, removed:\n  ${GAP}  src/room.ts  Room.handle/if(count > 0)\n`,
    );
    expect(project.read()).toBe("");
    expect(footlights(["gate"], { cwd }).status).toBe(0);
  });

  test("--check fails exactly where something would change", () => {
    const project = knownProject();
    const { cwd } = project;
    expect(footlights(["baseline", "--check"], { cwd }).status).toBe(0);
    writeCoverage(project, "src/room.ts", ROOM, [[1, 0]]);
    const { status, stdout } = footlights(["baseline", "--check", "--json"], { cwd });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      file: FILE,
      known: 0,
      missing: [{ id: "0ui3ij160h:else" }],
      covered: [{ id: GAP }],
    });
  });
});

describe("the gate", () => {
  test("prints nothing of what the baseline knows but a count", () => {
    const { cwd } = knownProject();
    const { status, stdout } = footlights(["gate"], { cwd });
    expect(stdout).not.toMatch(/room\.ts|never true|0ui3ij160h/);
    expect(stdout).toContain(`not counted: 1 known by ${FILE}`);
    expect(footlights(["gate", "--hints-need-reason"], { cwd }).stdout).toContain(
      "hints-with-reason  0 ignored outcomes with a reason",
    );
    expect(status).toBe(0);
  });

  test("leaves nothing out with --no-baseline", () => {
    const { cwd } = knownProject();
    const { status, stdout } = footlights(["gate", "--no-baseline"], { cwd });
    expect(stdout).toContain(GAP);
    expect(status).toBe(1);
  });

  test("takes the baseline that the configuration or a flag names", () => {
    const { cwd, write, read } = knownProject();
    write("gaps/known.jsonl", read());
    write(FILE, "");
    expect(footlights(["gate"], { cwd }).status).toBe(1);
    expect(footlights(["gate", "--baseline", "gaps/known.jsonl"], { cwd }).status).toBe(0);
    write("footlights.config.ts", 'export default { gate: { baseline: "gaps/known.jsonl" } };');
    expect(footlights(["gate"], { cwd }).status).toBe(0);
  });

  test.each([
    [
      ["gate", "--baseline", "none.jsonl"],
      'Could not read the baseline "none.jsonl": found no such file',
    ],
    [["baseline", "--until", "soon"], 'Could not read --until: found "soon", expected a day.'],
    [
      ["baseline", "--update", "--baseline", "no/b.jsonl"],
      'Could not write "no/b.jsonl": found no such folder, expected a file in a folder that can be written. Pass another path with --baseline.',
    ],
  ])("%j is refused in one line", (args, message) => {
    const run = footlights(args, { cwd: roomProject().cwd });
    expect(run).toMatchObject({ status: 2, stdout: "" });
    expect(run.stderr).toMatch(/^[^\n]*\n$/);
    expect(run.stderr).toContain(message);
  });
});
