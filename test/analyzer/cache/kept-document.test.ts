import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openKeptDocuments } from "../../../analyzer/cache/kept-document.ts";
import { emptyProject, type Project } from "../../cli/room-project.ts";

const OLD = new Date("2026-01-01T00:00:00Z");
const asked = { format: "text" };

/** A document made of one file that was there and one that was not. */
function keptProject(): Project {
  const project = emptyProject();
  project.write("a.ts", "a");
  utimesSync(join(project.cwd, "a.ts"), OLD, OLD);
  openKeptDocuments(project.cwd, asked).keep("text\n", ["a.ts", "none.ts"], Date.now() + 1000);
  return project;
}

const find = ({ cwd }: Project, question: object = asked): string | undefined =>
  openKeptDocuments(cwd, question).find()?.toString();

function keptFile({ cwd }: Project): string {
  const names = readdirSync(join(cwd, ".footlights"));
  const name = names.find((file) => file.endsWith(".cache")) ?? "";
  return join(cwd, ".footlights", name);
}

describe("a kept document", () => {
  test("is given while its files are what they were, touched or not", () => {
    const project = keptProject();
    expect(find(project)).toBe("text\n");
    project.write("a.ts", "a");
    expect(find(project)).toBe("text\n");
    project.write("b.ts", "of no interest");
    expect(find(project)).toBe("text\n");
  });

  test.each<readonly [string, (project: Project) => void]>([
    ["a file changed", ({ write }) => write("a.ts", "b")],
    ["a file went", ({ cwd }) => rmSync(join(cwd, "a.ts"))],
    ["a file came", ({ write }) => write("none.ts", "")],
    [
      "it was cut",
      (project) =>
        writeFileSync(keptFile(project), readFileSync(keptFile(project)).subarray(0, -1)),
    ],
    ["it was written over", (project) => writeFileSync(keptFile(project), "x")],
  ])("is none once %s", (_, change) => {
    const project = keptProject();
    change(project);
    expect(find(project)).toBeUndefined();
  });

  test("is none for another question", () => {
    expect(find(keptProject(), { format: "json" })).toBeUndefined();
  });

  test("is not made of a file that was written meanwhile", () => {
    const project = emptyProject();
    project.write("a.ts", "a");
    openKeptDocuments(project.cwd, asked).keep("text\n", ["a.ts"], OLD.getTime());
    expect(find(project)).toBeUndefined();
  });

  test("makes place for newer ones", () => {
    const { cwd } = emptyProject();
    for (let n = 0; n < 9; n += 1) openKeptDocuments(cwd, n).keep(`${n}`, [], Date.now());
    const kept = readdirSync(join(cwd, ".footlights")).filter((name) => name.endsWith(".cache"));
    expect(kept).toHaveLength(6);
    expect(openKeptDocuments(cwd, 8).find()?.toString()).toBe("8");
  });
});
