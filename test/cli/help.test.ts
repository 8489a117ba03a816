import { describe, expect, test } from "vitest";
import { footlights } from "./footlights.ts";
import { roomProject } from "./room-project.ts";

/** The example of a verb's help: what is typed, and what is printed. */
function readExample(help: string): { readonly args: readonly string[]; readonly output: string } {
  const [, block = ""] = help.split("\nExample\n");
  const [command = "", ...output] = block.replaceAll(/^ {2}/gm, "").split("\n");
  expect(command).toMatch(/^\$ footlights /);
  return { args: command.split(" ").slice(2), output: output.join("\n") };
}

describe("the help's example prints what it says", () => {
  test.each([
    "list",
    "report",
    "gate",
    "explain",
    "actors",
    "next",
    "doctor",
    "baseline",
    "hints",
    "merge",
  ])("%s", (verb) => {
    const { cwd } = roomProject();
    const { args, output } = readExample(footlights([verb, "--help"], { cwd }).stdout);
    expect(args[0]).toBe(verb);
    const { status, stdout, stderr } = footlights(args, { cwd });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    // What differs from machine to machine is left out at the beginning.
    const isWhole = !output.startsWith("...\n");
    expect(isWhole ? stdout : `...\n${stdout.slice(-output.length + 4)}`).toBe(output);
  });
});
