import { lcovParser } from "@friedemannsommer/lcov-parser/sync";
import { expect } from "vitest";
import type { Report } from "../../../analyzer/report/document.ts";
import { renderAs } from "../render/render-as.ts";
import { readSarif } from "../render/read-sarif.ts";
import { listElements, readCobertura, readJunit } from "../render/read-xml.ts";
import { readDocument } from "./read-document.ts";
import { runVerb } from "./run-verb.ts";

/** A project after its suite has run. */
export interface MeasuredProject {
  readonly cwd: string;
  /** `--coverage FILE`. */
  readonly flags: readonly string[];
  readonly paths: readonly string[];
}

/** Holds each document that a verb prints for programs against its published schema; gives the names of the schemas. */
export async function checkDocuments({
  cwd,
  flags,
  paths,
}: MeasuredProject): Promise<readonly string[]> {
  const names: string[] = [];
  const check = async (verb: string, ...args: readonly string[]): Promise<unknown> => {
    const [name, document] = readDocument(await runVerb(verb, [...args, "--json"], cwd));
    names.push(name);
    return document;
  };
  await check("list", ...paths);
  const report = await check("report", ...paths, ...flags, "--explain");
  await check("report", ...paths, ...flags, "--profile", "istanbul");
  for (const verb of ["gate", "actors", "next", "doctor", "hints", "baseline"])
    await check(verb, ...paths, ...flags);
  await check("explain", ...listMissed(report), ...flags);
  return [...new Set(names)];
}

/** The first missed branch of each file. */
function listMissed(document: unknown): readonly string[] {
  const { files } = document as Report; // oxlint-disable-line typescript/no-unsafe-type-assertion -- held against its schema
  return files.flatMap(({ decisions }) => {
    const missed = decisions.flatMap(({ outcomes }) =>
      outcomes.filter(({ status }) => status === "missed"),
    );
    return missed.slice(0, 1).map(({ id }) => id);
  });
}

/** Reads what is written for other programs by the formats' own schemas and readers, and compares what is counted there. */
export async function checkFormats({ cwd, flags, paths }: MeasuredProject): Promise<void> {
  const report: Report = JSON.parse(await runVerb("report", [...paths, ...flags, "--json"], cwd));
  const { missed, covered } = report.totals;

  expect(readSarif(renderAs("sarif", report)).runs[0]?.results).toHaveLength(missed);
  const lcov = lcovParser({ from: renderAs("lcov", report) });
  expect(sum(lcov.map(({ branches }) => branches.instrumented))).toBe(missed + covered);
  expect(sum(lcov.map(({ branches }) => branches.hit))).toBe(covered);
  expect(readCobertura(renderAs("cobertura", report)).attributes).toMatchObject({
    "branches-valid": `${missed + covered}`,
    "branches-covered": `${covered}`,
  });
  const gate = await runVerb("gate", [...paths, ...flags, "--format", "junit"], cwd);
  for (const junit of [gate, renderAs("junit", report)])
    expect(listElements(readJunit(junit), "testcase").length).toBeGreaterThan(0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
