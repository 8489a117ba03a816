import { describe, expect, test } from "vitest";
import { footlights } from "./footlights.ts";
import { roomProject } from "./room-project.ts";

const explain = (...args: readonly string[]): ReturnType<typeof footlights> =>
  footlights(["explain", ...args], { cwd: roomProject().cwd });

describe("a branch is named", () => {
  const whole =
    /^src\/room\.ts:5 {2}Room\.handle\/if\(count > 0\) {2}0ui3ij160h\n {3}then [^]*\n {3}else /;

  test.each([
    ["by the id of its decision", "0ui3ij160h"],
    ["by the alias of its decision", "Room.handle/if(count > 0)"],
    ["by its line", "src/room.ts:5"],
    ["by its line and column", "./src/room.ts:5:8"],
  ])("%s", (_title, target) => {
    expect(explain(target)).toMatchObject({ status: 0, stdout: expect.stringMatching(whole) });
  });

  test("by its own id, and is then alone", () => {
    const { stdout } = explain("0ui3ij160h:else");
    expect(stdout).toContain("\n   else  covered x2\n");
    expect(stdout).not.toContain("\n   then ");
  });
});

test("as a document, it has the counters, too", () => {
  expect(JSON.parse(explain("0ui3ij160h:else", "--json").stdout)).toEqual({
    $schema: "footlights/schemas/explain.json",
    schemaVersion: 1,
    decisions: [
      {
        path: "src/room.ts",
        id: "0ui3ij160h",
        alias: "Room.handle/if(count > 0)",
        kind: "if",
        unit: "Room.handle",
        condition: "count > 0",
        start: { line: 5, column: 4 },
        end: { line: 5, column: 36 },
        guards: [],
        outcomes: [
          {
            id: "0ui3ij160h:else",
            label: "else",
            status: "covered",
            hits: 2,
            routes: [expect.objectContaining({ actor: "Room", entry: "handle" })],
            equation: {
              by: "counter",
              terms: [{ role: "plus", counter: "arm 1 of the if at 5:4", count: 2 }],
            },
          },
        ],
      },
    ],
  });
});

describe("what is not there is an error that names what is", () => {
  test.each([
    [
      [],
      'Could not run "explain": found no branch named, expected an id, an alias or file:line. Take one from "footlights report", such as "footlights explain src/room.ts:42".',
    ],
    [
      ["0ui3ij160x"],
      'Could not find "0ui3ij160x": found no outcome of that name, expected an id, an alias or file:line. Did you mean "0ui3ij160h"?',
    ],
    [
      ["src/room.ts"],
      'Could not find "src/room.ts": found no outcome of that name, expected an id, an alias or file:line. Name a line of it: "src/room.ts:5".',
    ],
    [
      ["src/room.ts:1"],
      'Could not find "src/room.ts:1": found no decision there, expected a line with one. The nearest is on line 5.',
    ],
  ])("%j", (args, message) => {
    expect(explain(...args)).toEqual({ status: 2, stdout: "", stderr: `${message}\n` });
  });
});

test("report says by which counters, where it is asked to", () => {
  const { cwd } = roomProject();
  const row = "\n   counted      0 = 0 (arm 0 of the if at 5:4)\n";
  expect(footlights(["report", "--explain"], { cwd }).stdout).toContain(row);
  expect(footlights(["report"], { cwd }).stdout).not.toContain(row);
});
