import { createInstrumenter } from "istanbul-lib-instrument";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { findSources } from "../../../analyzer/sources/find-sources.ts";
import { checkDocuments, checkFormats, type MeasuredProject } from "./check-documents.ts";

const root = resolve(import.meta.dirname, "../../..");

/** The reference actors as Istanbul counts them when nothing of them runs: every branch is told. */
async function uncovered(): Promise<MeasuredProject & Disposable> {
  const folder = mkdtempSync(join(tmpdir(), "footlights-documents-"));
  const instrumenter = createInstrumenter({ esModules: true, parserPlugins: ["typescript"] });
  const entries = (await findSources({ cwd: root, patterns: ["reference-actors"] })).map((path) => {
    instrumenter.instrumentSync(readFileSync(join(root, path), "utf8"), join(root, path));
    return [join(root, path), instrumenter.lastFileCoverage()] as const;
  });
  const report = join(folder, "coverage-final.json");
  writeFileSync(report, JSON.stringify(Object.fromEntries(entries)));
  return {
    cwd: root,
    flags: ["--coverage", report],
    paths: ["reference-actors"],
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

test("the documents of the reference actors keep to their schemas, and to those of other formats", async () => {
  using project = await uncovered();

  expect(await checkDocuments(project)).toEqual([
    "list",
    "report",
    "verdict",
    "actors",
    "next",
    "doctor",
    "hints",
    "baseline",
    "explain",
  ]);
  await checkFormats(project);
});
