import { expect, test } from "vitest";
import { footlights } from "./footlights.ts";
import { emptyProject, ROOM, roomProject, writeCoverage } from "./room-project.ts";

const HINTED = `export function admit(count: number, name?: string): string {
  /* istanbul ignore next -- the platform closes such rooms */
  if (count > 9) return "closed";
  /* istanbul ignore else */
  if (count > 3) return "full";
  // v8 ignore next
  const text = "/* istanbul ignore next */" + \`c8 ignore next\`;
  return text;
}
`;

test("lists each hint with its place, what it takes out and why, and what is only a string is none", () => {
  const { cwd, write } = emptyProject();
  write("src/room.ts", HINTED);
  expect(footlights(["hints"], { cwd })).toEqual({
    status: 0,
    stderr: "",
    stdout: `src/room.ts:2  istanbul ignore next  2 branches         the platform closes such rooms
src/room.ts:4  istanbul ignore else  1 branch           no reason
src/room.ts:6  v8 ignore next        obeyed by V8 only  no reason

3 ignore hints, 2 without a reason, 0 without effect
`,
  });
});

test("names the hints that the provider of the coverage does not know", () => {
  const project = roomProject();
  project.write("src/room.ts", ROOM.replace("    if", "    // c8 ignore next -- old\n    if"));
  const { stdout } = footlights(["hints", "src", "--json"], { cwd: project.cwd });
  expect(JSON.parse(stdout)).toMatchObject({
    provider: "istanbul",
    totals: { hints: 1, withoutReason: 0, withoutEffect: 1 },
    hints: [
      {
        path: "src/room.ts",
        line: 5,
        hint: "c8 ignore next",
        reason: "old",
        effect: "none",
        outcomes: 0,
      },
    ],
  });
});

test("a gate that wants reasons fails by the hint without one", () => {
  const project = emptyProject();
  const { cwd } = project;
  const text = ROOM.replace("    if", "    /* istanbul ignore if */\n    if");
  project.write("src/room.ts", text);
  writeCoverage(project, "src/room.ts", text, [[2]]);
  expect(footlights(["gate"], { cwd }).status).toBe(0);
  const { status, stdout } = footlights(["gate", "--hints-need-reason"], { cwd });
  expect(stdout).toContain(
    'FAIL  hints-with-reason  1 ignored without a reason: src/room.ts:6, expected a reason behind " -- " in every ignore hint',
  );
  expect(status).toBe(1);
});
