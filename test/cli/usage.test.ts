import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { verbs } from "../../analyzer/cli/verbs/index.ts";
import { footlights } from "./footlights.ts";
import { emptyProject } from "./room-project.ts";

const cwd = process.cwd();
const names = verbs.map(({ name }) => name);

describe("help", () => {
  test.each([[[]], [["--help"]], [["-h"]], [["help"]]])("is printed for %j", (args) => {
    const run = footlights(args, { cwd });
    expect(run).toMatchObject({ status: 0, stderr: "" });
    expect(run.stdout).toContain("Usage: footlights <verb> [paths or globs] [flags]");
    for (const verb of names) expect(run.stdout).toMatch(new RegExp(`^  ${verb}\\s`, "m"));
  });

  test.each(["list", "report", "gate"])("of %s names its flags", (verb) => {
    const run = footlights([verb, "--nonsense", "--help"], { cwd });
    expect(run).toMatchObject({ status: 0, stderr: "" });
    for (const flag of ["--profile NAME", "--json", "--output FILE", "--no-cache", "--help"]) {
      expect(run.stdout).toContain(`\n  ${flag} `);
    }
  });

  test.each(verbs)("says of $name what its own help says", async ({ name, summary, load }) => {
    expect(await load()).toMatchObject({ name, summary });
  });
});

test("prints its version", () => {
  const version = { status: 0, stdout: `${packageJson.version}\n`, stderr: "" };
  expect(footlights(["--version"], { cwd })).toEqual(version);
});

describe("wrong usage is one line and exit code 2", () => {
  test.each([
    [
      ["reprot"],
      `Could not run "reprot": found an unknown verb, expected one of ${names.join(", ")}. Did you mean "report"? Run "footlights --help".\n`,
    ],
    [
      ["--covrage"],
      `Could not run "--covrage": found an unknown flag, expected one of ${names.join(", ")}. Run "footlights --help".\n`,
    ],
    [
      ["list", "--jsno"],
      'Could not read the arguments: found the unknown flag "--jsno", expected a flag of "list". Did you mean "--json"? Run "footlights list --help".\n',
    ],
    [
      ["gate", "--min-branch", "100"],
      'Could not read the arguments: found the unknown flag "--min-branch", expected a flag of "gate". Did you mean "--min-branches"? Run "footlights gate --help".\n',
    ],
    [
      ["list", "-x"],
      'Could not read the arguments: found the unknown flag "-x", expected a flag of "list". Run "footlights list --help".\n',
    ],
    [
      ["report", "--coverage"],
      'Could not read "--coverage": found no value, expected FILE. Run "footlights report --help".\n',
    ],
    [
      ["list", "--json=yes"],
      'Could not read "--json": found the value "yes", expected none. Run "footlights list --help".\n',
    ],
    [
      ["list", "--profile", "fll"],
      'Could not read "--profile": found "fll", expected full or istanbul. Did you mean "full"?\n',
    ],
    [
      ["report", "--format", "jsn"],
      'Could not read "--format": found "jsn", expected text, json, markdown, github, sarif, junit, cobertura, lcov or codeclimate. Did you mean "json"?\n',
    ],
    [
      ["gate", "--format", "juni"],
      'Could not read "--format": found "juni", expected text, json, markdown, github or junit. Did you mean "junit"?\n',
    ],
    [
      ["gate", "--min-branches", "most"],
      'Could not read --min-branches: found "most", expected a percentage from 0 to 100 with at most two decimals, or a negative whole number for the most missed outcomes. Pass 100 to allow none.\n',
    ],
  ])("%j", (args, stderr) => {
    expect(footlights(args, { cwd: emptyProject().cwd })).toEqual({
      status: 2,
      stdout: "",
      stderr,
    });
  });

  test("shows control characters of an argument instead of obeying them", () => {
    const { stderr } = footlights(["\u001B[2J"], { cwd });
    expect(stderr).toMatch(/^Could not run "\\x1b\[2J": .*\n$/);
  });
});
