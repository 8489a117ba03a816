import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { footlights, type Run } from "./footlights.ts";
import { emptyProject, ROOM, roomProject, writeCoverage } from "./room-project.ts";

/** One line on standard error, nothing on standard output, no stack. */
function expectRefusal(run: Run, status: 2 | 3, message: string | RegExp): void {
  expect(run.stderr).toMatch(/^Could not [^\n]*, expected [^\n]*\. [^\n]*\n$/);
  expect(run.stderr).toMatch(message);
  expect(run).toMatchObject({ status, stdout: "" });
}

describe.each(["report", "gate"])("%s refuses", (verb) => {
  test("a missing coverage file", () => {
    const { cwd, write } = emptyProject();
    write("src/room.ts", ROOM);
    expectRefusal(footlights([verb], { cwd }), 2, '"coverage/coverage-final.json"');
    expectRefusal(footlights([verb, "--coverage", "x.json"], { cwd }), 2, '"x.json"');
  });

  test("reports that a shell has put behind one --coverage", () => {
    const { cwd } = roomProject();
    const args = [
      verb,
      "--coverage",
      "coverage/coverage-final.json",
      "shards/2/coverage-final.json",
    ];
    expectRefusal(footlights(args, { cwd }), 2, "Write --coverage in front of each report");
  });

  test.each([
    ["an empty file", ""],
    ["truncated JSON", '{"/src/room.ts": {"path": "/src/ro'],
    ["JSON of another kind", '{"numTotalTests": 3}'],
    ["a JSON array", "[]"],
    ["JSON null", "null"],
    ["binary content", new Uint8Array([0, 255, 254, 1, 2])],
  ])("%s as coverage", (_, content) => {
    const { cwd, write } = roomProject();
    write("coverage/coverage-final.json", content);
    expectRefusal(footlights([verb], { cwd }), 2, "coverage/coverage-final.json");
  });

  test("coverage of files outside the project", () => {
    const { cwd, write } = roomProject();
    const other = roomProject();
    writeCoverage(other, "src/room.ts", ROOM, [[1, 1]]);
    const coverage = join(other.cwd, "coverage/coverage-final.json");
    write("src/lobby.ts", ROOM);
    expectRefusal(footlights([verb, "--coverage", coverage], { cwd }), 3, "room.ts");
  });

  test("coverage that names none of the listed files", () => {
    const { cwd, write } = roomProject();
    write("lobby/lobby.ts", ROOM);
    expectRefusal(footlights([verb, "lobby"], { cwd }), 3, "room.ts");
  });

  test("coverage of an older text", () => {
    const { cwd, write } = roomProject();
    write("src/room.ts", `// moved\n\n${ROOM.replace("count > 0", "count > 0 && count < 9")}`);
    expectRefusal(footlights([verb], { cwd }), 3, '"src/room.ts"');
  });

  test("a broken wrangler.jsonc", () => {
    const { cwd, write } = roomProject();
    write("wrangler.jsonc", '{ "name": "room", "durable_objects": { "bindings": [ }');
    expectRefusal(footlights([verb], { cwd }), 2, "wrangler.jsonc:1");
  });
});

describe.each(["list", "report", "gate"])("%s refuses", (verb) => {
  test("a glob that matches nothing", () => {
    const { cwd } = roomProject();
    expectRefusal(footlights([verb, "lib/**/*.ts"], { cwd }), 2, '"lib/**/*.ts"');
  });

  test("a path that does not exist", () => {
    expectRefusal(footlights([verb, "nowhere"], { cwd: roomProject().cwd }), 2, '"nowhere"');
  });

  test("a folder without source", () => {
    const { cwd } = roomProject();
    mkdirSync(join(cwd, "empty"));
    expectRefusal(footlights([verb, "empty"], { cwd }), 2, '"empty"');
  });

  test("an output that cannot be written", () => {
    const { cwd } = roomProject();
    const run = footlights([verb, "src", "--output", "missing/report.txt"], { cwd });
    expectRefusal(run, 2, 'Could not write "missing/report.txt": found no such folder');
  });

  test("a wrong key of its settings", () => {
    const { cwd, write } = roomProject();
    write("package.json", '{ "footlights": { "path": ["src"] } }');
    const run = footlights([verb], { cwd });
    expectRefusal(
      run,
      2,
      'found the unknown key "path", expected paths, coverage, profile, tests or gate. Did you mean "paths"?',
    );
  });

  test("a broken package.json that holds settings", () => {
    const { cwd, write } = roomProject();
    write("package.json", '{ "footlights": { "paths": ["src"] }');
    expectRefusal(footlights([verb], { cwd }), 2, "Could not read package.json");
  });
});
