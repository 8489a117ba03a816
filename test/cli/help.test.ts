import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { footlights } from "./footlights.ts";
import { type Project, roomProject } from "./room-project.ts";

/** The example of a verb's help: what is typed, and what is printed. */
function readExample(help: string): { readonly args: readonly string[]; readonly output: string } {
  const [, block = ""] = help.split("\nExample\n");
  const [command = "", ...output] = block.replaceAll(/^ {2}/gm, "").split("\n");
  expect(command).toMatch(/^\$ footlights /);
  return { args: command.split(" ").slice(2), output: output.join("\n") };
}

/** With what the plugin writes where each test is counted: one test asked the room twice. */
function roomProjectOfTests(): Project {
  const project = roomProject();
  const hits = [{ tests: [0], certain: true, s: {}, f: {}, b: { 0: [0, 2] } }];
  const overlay = {
    schemaVersion: 1,
    tests: [{ name: "an empty room", file: "test/room.test.ts" }],
    files: { [join(project.cwd, "src/room.ts")]: { sizes: [3, 1, 1], hits } },
  };
  project.write("coverage/footlights-tests.json", JSON.stringify(overlay));
  return project;
}

describe("the help's example prints what it says", () => {
  test.each([
    "list",
    "report",
    "gate",
    "explain",
    "who",
    "actors",
    "next",
    "doctor",
    "baseline",
    "hints",
    "merge",
  ])("%s", (verb) => {
    const { cwd } = roomProjectOfTests();
    const { args, output } = readExample(footlights([verb, "--help"], { cwd }).stdout);
    expect(args[0]).toBe(verb);
    const { status, stdout, stderr } = footlights(args, { cwd });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    // What differs from machine to machine is left out at the beginning.
    const isWhole = !output.startsWith("...\n");
    expect(isWhole ? stdout : `...\n${stdout.slice(-output.length + 4)}`).toBe(output);
  });
});
