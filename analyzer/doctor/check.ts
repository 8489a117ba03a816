import type { AnalyzerErrorCode } from "../errors.ts";

/** What one look at the set-up found. */
export interface Finding {
  /** `problem` keeps the report from being made or trusted; `warning` makes it say less than it could. */
  readonly level: "ok" | "warning" | "problem";
  /** What is looked at: `vitest`, `coverage file`. */
  readonly about: string;
  readonly found: string;
  /** What to do about it; empty where nothing is to be done. */
  readonly next: string;
  /** The code of the error that a report would end with, where there is one. */
  readonly code?: AnalyzerErrorCode;
}

/** Where to look. */
export interface Surroundings {
  readonly cwd: string;
  /** Paths that the command or the configuration names; empty for what the coverage names. */
  readonly paths: readonly string[];
  /** Coverage reports as named on the command line. */
  readonly coverage: readonly string[];
}

/** One look at the set-up. Never throws: what cannot be read is a finding. */
export interface Check {
  readonly name: string;
  readonly look: (surroundings: Surroundings) => Promise<readonly Finding[]>;
}

export function ok(about: string, found: string): Finding {
  return { level: "ok", about, found, next: "" };
}

export function warning(about: string, found: string, next: string): Finding {
  return { level: "warning", about, found, next };
}
