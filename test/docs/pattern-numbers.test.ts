import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { countTests } from "../../analyzer/inventory/count-tests.ts";
import { type ReportedFile, readEmptyReport, root } from "./reference-report.ts";
import { unknownOutcomes } from "./unknown-outcomes.ts";

const FOLDER = "reference-actors/patterns";
const CHECKPOINT = /^actor-system\/(?:do-actor-checkpoint|checkpoint-schema|checksum|revive)\.ts$/;

/** The files that each document is about. */
const SUBJECTS: Readonly<Record<string, RegExp>> = {
  "session-gateway-pattern":
    /^(?:session-gateway\/|(?:address|fields|frame|protocol-error|worker)\.ts$)/,
  "coordinator-worker-pattern": /^coordinator-worker\//,
  "do-actor-system-pattern": new RegExp(`^(?!${CHECKPOINT.source.slice(1)})(?:actor-system|poll)/`),
  "do-actor-checkpoint-pattern": CHECKPOINT,
  "websocket-bridge-pattern": /^websocket-bridge\//,
  "testing-actor-systems": /./,
};

const report = readEmptyReport();
const files = report.files.filter(({ outcomes }) => outcomes.length > 0);

/** Branches, and how many of them are covered, not visible, and ruled out by types. */
type Counts = readonly [branches: number, covered: number, unknown: number, unreachable: number];

/** That none is missed, and none unknown but those in the list, is shown with the coverage: see after-coverage. */
function countOutcomes({ path, outcomes }: ReportedFile): Counts {
  const unknown = unknownOutcomes.filter(({ file }) => file === path).length;
  const unreachable = outcomes.filter(({ status }) => status === "unreachable").length;
  return [outcomes.length, outcomes.length - unknown - unreachable, unknown, unreachable];
}

function sum(all: readonly Counts[]): Counts {
  return all.reduce(
    (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]] as const,
    [0, 0, 0, 0],
  );
}

const EXPLANATION = [
  "Counted by `footlights report`. No branch is missed; each that stock coverage does not see, in some runs at least, has a",
  "test of its own (`unknown-outcomes.json`); types rule out the rest.",
].join("\n");

const toRow = (name: string, counts: Counts): string => `| ${name} | ${counts.join(" | ")} |`;

/** The test files that a document's section on testing names, and how many tests they declare. */
function listTests(document: string): readonly (readonly [name: string, tests: number])[] {
  const [, section = ""] = /## Testing Strategy\n([^]*?)\n## /.exec(document) ?? [];
  const names = new Set(Array.from(section.matchAll(/`([\w/-]+)`/g), ([, name = ""]) => name));
  return [...names].flatMap((name) => {
    const path = join(root, `test/reference-actors/${name}.test.ts`);
    return existsSync(path) ? [[name, countTests(path, readFileSync(path, "utf8"))] as const] : [];
  });
}

function describeCoverage(subject: RegExp, document: string): string {
  const own = files.filter(({ path }) => subject.test(path));
  const tests = listTests(document);
  const declared = tests.reduce((total, [, count]) => total + count, 0);
  return [
    EXPLANATION,
    "",
    "| file | branches | covered | not visible | ruled out |",
    "| --- | ---: | ---: | ---: | ---: |",
    ...own.map((file) => toRow(`\`${file.path}\``, countOutcomes(file))),
    toRow("**together**", sum(own.map(countOutcomes))),
    "",
    `Tests: ${declared} declarations in ${tests.map(([name, count]) => `\`${name}\` (${count})`).join(", ")}.`,
  ].join("\n");
}

/** One row for each folder, as the document on testing is about all of them. */
function describeAll(): string {
  const folders = Map.groupBy(files, ({ path }) =>
    path.includes("/") ? `${path.split("/")[0]}/` : "shared",
  );
  return [
    EXPLANATION,
    "",
    "| folder | branches | covered | not visible | ruled out |",
    "| --- | ---: | ---: | ---: | ---: |",
    ...[...folders].map(([name, own]) => toRow(`\`${name}\``, sum(own.map(countOutcomes)))),
    toRow("**together**", sum(files.map(countOutcomes))),
  ].join("\n");
}

/** Rounded down, so that not every change of a test has to change the document. */
const roundDown = (count: number, step: number): number => Math.floor(count / step) * step;

function describeNumbers(): string {
  const [branches] = sum(files.map(countOutcomes));
  const { declared, lines, codeLines } = report.tests;
  return [
    `\`footlights report\` counts more than ${roundDown(branches, 50)} branches, of which none is missed and up to`,
    `${unknownOutcomes.length} are not visible to stock coverage (each with its test in`,
    "`test/reference-actors/unknown-outcomes.json`); more than",
    `${roundDown(declared, 25)} declarations of tests, most of them tables; and ${(lines / codeLines).toFixed(1)} lines of tests for each line of code.`,
  ].join("\n");
}

const block = (name: string): RegExp =>
  new RegExp(`(?<=<!-- generated: ${name} -->\\n)[^]*?(?=\\n<!-- end -->)`);

test.for(Object.entries(SUBJECTS))(
  "%s has the numbers of now; `npm run test:update` writes them",
  async ([name, subject]) => {
    const path = join(root, FOLDER, `${name}.md`);
    const text = readFileSync(path, "utf8");
    expect(text).toMatch(block("coverage"));
    const coverage =
      name === "testing-actor-systems" ? describeAll() : describeCoverage(subject, text);
    const filled = text
      .replace(block("coverage"), coverage)
      .replace(block("numbers"), describeNumbers());
    await expect(filled).toMatchFileSnapshot(path);
  },
);

test("each file with branches is in the table of a document of its own", () => {
  const subjects = Object.entries(SUBJECTS).filter(([name]) => name !== "testing-actor-systems");
  for (const { path } of files) {
    expect([path, subjects.filter(([, subject]) => subject.test(path)).length]).toEqual([path, 1]);
  }
});

test("the document on testing quotes the numbers of the report", () => {
  const text = readFileSync(join(root, FOLDER, "testing-actor-systems.md"), "utf8");
  expect(text).toMatch(block("numbers"));
});
