import { expect, test } from "vitest";
import { footlights } from "./footlights.ts";
import { type Project, roomProject } from "./room-project.ts";

const TESTS = 'test("joins", () => {});\n\ntest.for([1, 2])("takes %i", () => {});\n';

/** The room of 7 lines, with tests and what helps them. */
function testedRoom(tests: readonly string[]): Project {
  const project = roomProject();
  project.write("package.json", JSON.stringify({ footlights: { paths: ["src"], tests } }));
  project.write("test/room.test.ts", TESTS);
  project.write("test/open-room.ts", "export const open = 1;\n");
  project.write("src/deep/door.spec.ts", 'it("opens", () => {});\n');
  return project;
}

const lastLine = ({ cwd }: Project): string | undefined =>
  footlights(["report"], { cwd }).stdout.trim().split("\n").at(-1);

test.for([
  [["test"], "2 tests in 2 files, 0.4 lines of tests for each line of code (3 to 7)"],
  [["test/*.test.ts"], "2 tests in 1 file, 0.3 lines of tests for each line of code (2 to 7)"],
  [["test", "src"], "3 tests in 4 files, 1.6 lines of tests for each line of code (11 to 7)"],
  [
    ["test", "!test/open-room.ts"],
    "2 tests in 1 file, 0.3 lines of tests for each line of code (2 to 7)",
  ],
] as const)("a report counts the tests in %j", ([tests, line]) => {
  expect(lastLine(testedRoom(tests))).toBe(line);
});

test("a report counts a test that was added since the last one", () => {
  const project = testedRoom(["test"]);
  expect(lastLine(project)).toContain("2 tests in 2 files");
  expect(lastLine(project)).toContain("2 tests in 2 files");
  project.write("test/second.test.ts", 'it("leaves", () => {});\n');
  expect(lastLine(project)).toContain("3 tests in 3 files");
  project.write("test/second.test.ts", 'it("leaves", () => {}); it("waves", () => {});\n');
  expect(lastLine(project)).toContain("4 tests in 3 files");
});

test("a report gives the numbers as data, and says nothing where no tests are named", () => {
  const { cwd, write } = testedRoom(["test"]);
  const read = (): Record<string, unknown> =>
    JSON.parse(footlights(["report", "--json"], { cwd }).stdout);
  expect(read()["tests"]).toEqual({ files: 2, declared: 2, lines: 3, codeLines: 7 });
  write("package.json", JSON.stringify({ footlights: { paths: ["src"] } }));
  expect(read()).not.toHaveProperty("tests");
});

test.for([
  ["test", 'found "test", expected an array of paths or globs such as ["test"]'],
  [["nowhere"], "nowhere"],
] as const)("tests in %j are refused", ([tests, said]) => {
  const { cwd, write } = testedRoom([]);
  write("package.json", JSON.stringify({ footlights: { paths: ["src"], tests } }));
  const { status, stderr } = footlights(["report"], { cwd });
  expect(status).toBe(2);
  expect(stderr).toContain(said);
});
