import type { ReportFile } from "../report/document.ts";
import { type BranchLine, countTaken, listBranchLines } from "./branch-lines.ts";
import { toOneLine } from "./one-line.ts";
import type { Renderer } from "./renderer.ts";

/**
 * An LCOV tracefile: a BRDA for each counted outcome, and a DA for each line with one, because genhtml takes no branch
 * of a line that it does not know. Lines without decisions are not in a report, so its line numbers are no line coverage.
 */
export const lcov: Renderer = {
  format: "lcov",
  report: (report) => report.files.flatMap(renderFile).join(""),
};

function renderFile(file: ReportFile): readonly string[] {
  const lines = listBranchLines(file);
  if (lines.length === 0) return [];
  const branches = lines.flatMap((line) => line.branches);
  const records = [
    "TN:",
    `SF:${toOneLine(file.path)}`,
    ...lines.flatMap(renderBranches),
    `BRF:${branches.length}`,
    `BRH:${countTaken(branches)}`,
    ...lines.map(({ line, hits }) => `DA:${line},${hits}`),
    `LF:${lines.length}`,
    `LH:${lines.filter(({ hits }) => hits > 0).length}`,
    "end_of_record",
  ];
  return records.map((record) => `${record}\n`);
}

function renderBranches({ line, branches }: BranchLine): readonly string[] {
  return branches.map(
    ({ decision, outcome, hits }) => `BRDA:${line},${decision},${outcome},${hits}`,
  );
}
