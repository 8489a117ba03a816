import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { footlights } from "./footlights.ts";
import { type Project, ROOM, roomProject, writeCoverage } from "./room-project.ts";

const warm = ({ cwd }: Project): string => footlights(["report"], { cwd }).stdout;
const fresh = ({ cwd }: Project): string => footlights(["report", "--no-cache"], { cwd }).stdout;

describe("a second report", () => {
  test("is printed from the first one", () => {
    const project = roomProject();
    const first = warm(project);
    expect(warm(project)).toBe(first);
    const folder = join(project.cwd, ".footlights");
    const kept = readdirSync(folder).filter((name) => name.startsWith("document-"));
    expect(kept).toHaveLength(1);
    expect(readFileSync(join(folder, kept[0] ?? ""), "utf8").endsWith(first)).toBe(true);
  });

  const moved = ROOM.replace("count > 0", "count > 1");

  test.each<readonly [string, (project: Project) => void]>([
    ["the coverage", (project) => writeCoverage(project, "src/room.ts", ROOM, [[3, 0]])],
    [
      "the source",
      (project) => {
        project.write("src/room.ts", moved);
        writeCoverage(project, "src/room.ts", moved, [[0, 2]]);
      },
    ],
    [
      "the Worker's configuration",
      ({ write }) =>
        write(
          "wrangler.jsonc",
          '{ "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Rom" }] } }',
        ),
    ],
    [
      "the project's configuration",
      ({ write }) => write("package.json", '{ "footlights": { "paths": ["src"] } }'),
    ],
  ])("is made anew where %s changed", (_, change) => {
    const project = roomProject();
    warm(project);
    change(project);
    expect(warm(project)).toBe(fresh(project));
  });

  test("is made anew where a folder has a file more", () => {
    const project = roomProject();
    const { cwd } = project;
    footlights(["report", "src"], { cwd });
    project.write("src/lobby.ts", "export const open = (hour: number) => (hour > 8 ? 1 : 0);\n");
    expect(footlights(["report", "src"], { cwd }).stdout).toContain("src/lobby.ts");
  });

  test("is never broken by what was kept", () => {
    const project = roomProject();
    const first = warm(project);
    const folder = join(project.cwd, ".footlights");
    for (const name of readdirSync(folder))
      writeFileSync(join(folder, name), "footlights-document 0 0\n{}\n");
    expect(warm(project)).toBe(first);
  });
});
