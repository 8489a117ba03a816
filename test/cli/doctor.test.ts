import { createHash } from "node:crypto";
import { readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { footlights } from "./footlights.ts";
import { emptyProject, type Project, ROOM, roomProject, writeCoverage } from "./room-project.ts";

interface Diagnosis {
  readonly status: number | null;
  readonly lines: readonly string[];
}

/** Exit code, and what is not in order: `warning binding: ...`. */
function diagnose({ cwd }: Project, ...args: readonly string[]): Diagnosis {
  const { status, stdout } = footlights(["doctor", "--json", ...args], { cwd });
  const found: { findings: { level: string; about: string; found: string; next: string }[] } =
    JSON.parse(stdout);
  const lines = found.findings
    .filter(({ level }) => level !== "ok")
    .map(({ level, about, found, next }) => `${level} ${about}: ${found} | ${next}`);
  return { status, lines };
}

test("what is not installed is named with the command that installs it", () => {
  expect(diagnose(roomProject())).toEqual({
    status: 0,
    lines: [
      "warning vitest: not installed here | Run: npm install --save-dev vitest",
      "warning provider: no coverage provider is installed | Run: npm install --save-dev @vitest/coverage-istanbul",
      "warning workerd: no plugin that runs tests in workerd is installed | Run: npm install --save-dev @cloudflare/vitest-plugin",
      "warning wrangler: no wrangler.json, .jsonc or .toml beside or above the source | Without one, actors are found by what they extend only, and none has a binding.",
    ],
  });
});

test("versions that do not fit are told apart", () => {
  const project = roomProject();
  const install = (name: string, version: string): void =>
    project.write(`node_modules/${name}/package.json`, JSON.stringify({ version }));
  install("vitest", "5.0.5");
  install("@vitest/coverage-istanbul", "5.1.1");
  expect(diagnose(project).lines[0]).toBe(
    "warning @vitest/coverage-istanbul: 5.1.1, beside vitest 5.0.5 | Install @vitest/coverage-istanbul@5.0.5.",
  );
});

test("bindings and classes that do not find each other are named", () => {
  const project = roomProject();
  const bindings = [{ name: "ROOMS", class_name: "Rom" }];
  project.write("wrangler.json", JSON.stringify({ durable_objects: { bindings } }));
  expect(diagnose(project).lines.slice(3)).toEqual([
    "warning binding: wrangler.json binds ROOMS to the class Rom, which is not in the source that was looked at | Correct class_name, export Rom from the Worker's main module, or name its file.",
    "warning actor: Room in src/room.ts has no binding | Bind it under durable_objects.bindings, unless it is reached through ctx.exports or as a facet.",
  ]);
});

test("without coverage there is no report: exit code 2", () => {
  const found = diagnose(roomProject(), "--coverage", "none.json");
  expect(found.status).toBe(2);
  expect(found.lines.at(-1)).toMatch(
    /^problem coverage file: Could not read coverage from "none\.json": found no such file, .* \| Run /,
  );
});

test("coverage of another text is not trusted: exit code 3", () => {
  const project = roomProject();
  project.write("src/room.ts", ROOM.replace("export", "const first = 1 ? 2 : 3;\nexport"));
  const found = diagnose(project);
  expect(found.status).toBe(3);
  expect(found.lines.at(-1)).toMatch(
    /^problem join: Could not trust the coverage: .* \| Run the tests/,
  );
});

test("coverage older than the source is told, as is source without counters", () => {
  const project = roomProject();
  project.write("src/late.ts", "export const late = 1;\n");
  utimesSync(join(project.cwd, "src/room.ts"), new Date(), new Date(Date.now() + 60_000));
  expect(diagnose(project).lines.slice(-2)).toEqual([
    "warning coverage file: older than src/room.ts | Run the tests again with coverage: it may count what is no longer there.",
    'warning unmeasured source: src/late.ts not in the coverage | Add it to coverage.include, or name what counts in "footlights.paths".',
  ]);
});

test("a configuration that cannot be read is a finding, not the end", () => {
  const project = roomProject();
  project.write("package.json", '{ "footlights": { "pathes": [] } }');
  const found = diagnose(project);
  expect(found.status).toBe(2);
  expect(found.lines[0]).toMatch(/^problem configuration: Could not read /);
  expect(found.lines.length).toBeGreaterThan(3);
});

test("LCOV counts what stands alone in its line, and its weakness is told", () => {
  const project = roomProject();
  const arms = ["BRDA:5,0,0,0", "BRDA:5,0,1,2"];
  project.write("lcov.info", ["TN:", "SF:src/room.ts", ...arms, "end_of_record", ""].join("\n"));
  expect(diagnose(project, "--coverage", "lcov.info").lines.at(-1)).toBe(
    'warning provider: LCOV names lines only: what shares its line with something else is unknown | Pass the JSON of the same run (coverage.reporter ["json"], nyc or c8 --reporter=json).',
  );
  const report = footlights(["report", "--coverage", "lcov.info"], project);
  expect(report.stdout).toContain("`if (count > 0)` was never true (0 of 2 evaluations)");
});

test("coverage that names the text that ran is as old as its text, whatever a checkout made of the file's time", () => {
  const project = roomProject();
  const path = join(project.cwd, "src/room.ts");
  const report = join(project.cwd, "coverage/coverage-final.json");
  const coverage: Record<string, object> = JSON.parse(readFileSync(report, "utf8"));
  const sha256 = createHash("sha256").update(ROOM).digest("hex");
  writeFileSync(report, JSON.stringify({ [path]: { ...coverage[path], footlights: { sha256 } } }));
  utimesSync(path, new Date(), new Date(Date.now() + 60_000));
  expect(diagnose(project).lines.filter((line) => line.includes("older"))).toEqual([]);
});

test("bindings are looked for where a report finds them: beside the files that the coverage names", () => {
  const project = emptyProject();
  project.write("test/worker.ts", ROOM);
  writeCoverage(project, "test/worker.ts", ROOM, [[0, 2]]);
  const bindings = [{ name: "ROOMS", class_name: "Room" }];
  project.write("test/wrangler.json", JSON.stringify({ durable_objects: { bindings } }));
  const { stdout } = footlights(["doctor"], { cwd: project.cwd });
  expect(stdout).toMatch(/^ok +wrangler +test\/wrangler\.json$/m);
  expect(stdout).toMatch(/^ok +actors +1 found, 1 bound$/m);
});
