import type { Report, ReportFile } from "../../report/document.ts";
import { type BranchLine, countTaken, listBranchLines } from "../branch-lines.ts";
import type { Renderer } from "../renderer.ts";
import { element, textElement } from "../xml.ts";

/** A file with counted branches. */
interface MeasuredFile {
  readonly path: string;
  readonly lines: readonly BranchLine[];
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
`;

/**
 * A Cobertura report of the lines on which decisions start, a package for each folder. Its time is 0, so that equal
 * coverage gives equal bytes; lines without decisions are not in a report, so its line rates are no line coverage.
 */
export const cobertura: Renderer = {
  format: "cobertura",
  report: (report) => `${HEAD}${renderCoverage(report)}\n`,
};

function renderCoverage(report: Report): string {
  const files = report.files.flatMap(measureFile);
  const counts = countLines(files);
  const attributes = {
    ...ratesOf(files),
    "lines-covered": counts.linesTaken,
    "lines-valid": counts.lines,
    "branches-covered": counts.taken,
    "branches-valid": counts.branches,
    complexity: 0,
    version: "1",
    timestamp: 0,
  };
  return element("coverage", attributes, [
    element("sources", {}, [textElement("source", {}, ".")]),
    element("packages", {}, [...groupByFolder(files)].map(renderPackage)),
  ]);
}

function measureFile(file: ReportFile): readonly MeasuredFile[] {
  const lines = listBranchLines(file);
  return lines.length === 0 ? [] : [{ path: file.path, lines }];
}

function groupByFolder(
  files: readonly MeasuredFile[],
): ReadonlyMap<string, readonly MeasuredFile[]> {
  const folders = new Map<string, MeasuredFile[]>();
  for (const file of files) {
    const folder = file.path.includes("/") ? file.path.slice(0, file.path.lastIndexOf("/")) : ".";
    const group = folders.get(folder);
    if (group) group.push(file);
    else folders.set(folder, [file]);
  }
  return folders;
}

function renderPackage([folder, files]: readonly [string, readonly MeasuredFile[]]): string {
  return element("package", { name: folder, ...ratesOf(files), complexity: 0 }, [
    element("classes", {}, files.map(renderClass)),
  ]);
}

function renderClass(file: MeasuredFile): string {
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  const attributes = { name, filename: file.path, ...ratesOf([file]), complexity: 0 };
  return element("class", attributes, [
    element("methods", {}),
    element("lines", {}, file.lines.map(renderLine)),
  ]);
}

function renderLine({ line, hits, branches }: BranchLine): string {
  const taken = countTaken(branches);
  const percent = Math.floor((taken * 100) / branches.length);
  return element("line", {
    number: line,
    hits,
    branch: "true",
    "condition-coverage": `${percent}% (${taken}/${branches.length})`,
  });
}

interface Counts {
  readonly lines: number;
  readonly linesTaken: number;
  readonly branches: number;
  readonly taken: number;
}

function countLines(files: readonly MeasuredFile[]): Counts {
  const lines = files.flatMap((file) => file.lines);
  const branches = lines.flatMap((line) => line.branches);
  return {
    lines: lines.length,
    linesTaken: lines.filter(({ hits }) => hits > 0).length,
    branches: branches.length,
    taken: countTaken(branches),
  };
}

function ratesOf(files: readonly MeasuredFile[]): Readonly<Record<string, string>> {
  const { lines, linesTaken, branches, taken } = countLines(files);
  return { "line-rate": rateOf(linesTaken, lines), "branch-rate": rateOf(taken, branches) };
}

/** Four decimals, cut: 9,999 of 10,000 is not 1. Nothing of nothing is 0: an empty report is not a good one. */
function rateOf(part: number, whole: number): string {
  return whole === 0 ? "0" : `${Math.floor((part * 10_000) / whole) / 10_000}`;
}
