import { relative } from "node:path";
import { AnalyzerError } from "../errors.ts";
import type { FileHits } from "../findings.ts";

const words = {
  counters: "Istanbul's counters",
  blocks: "V8's blocks",
  lines: "LCOV's lines",
} as const;

/**
 * Throws AnalyzerError "usage" where reports say of one file what has no common measure: then one of them would be
 * forgotten, and what it covers called missed.
 */
export function assertAddable(reports: readonly FileHits[], cwd: string): void {
  const [first, other] = new Set(reports.map(kindOf));
  const [{ path } = { path: "" }] = reports;
  if (first === undefined || other === undefined) return;
  throw new AnalyzerError(
    "usage",
    `Could not add up the coverage of "${relative(cwd, path)}": found ${words[first]} in one report and ${words[other]} in another, expected one kind. ` +
      "Pass them one by one, or let all runs measure with the same tool.",
  );
}

/** What is counted in it. */
export function kindOf({ runs: [run] }: FileHits): keyof typeof words {
  if (run === undefined) return "counters";
  return run.by === "lines" ? "lines" : "blocks";
}
