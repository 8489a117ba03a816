import { spawnSync } from "node:child_process";
import { AnalyzerError } from "../errors.ts";

export interface GitResult {
  readonly status: number;
  readonly stdout: Buffer;
  /** First line of what git complained about. */
  readonly complaint: string;
}

/** As much as git may answer: the text of every changed file. */
const MOST_BYTES = 1 << 30;

/**
 * Asks git about the repository of a folder. It changes nothing there, not even the index, and runs no program that the
 * repository's own configuration names.
 *
 * @throws AnalyzerError "config-malformed" where there is no git
 */
export function askGit(cwd: string, args: readonly string[], input?: string): GitResult {
  const { status, stdout, stderr, error } = spawnSync(
    "git",
    [
      "--no-pager",
      "-c",
      "core.fsmonitor=false",
      "-c",
      "core.quotePath=false",
      "-c",
      "diff.relative=false",
      ...args,
    ],
    {
      cwd,
      ...(input !== undefined && { input }),
      maxBuffer: MOST_BYTES,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
    },
  );
  if (error !== undefined) {
    throw new AnalyzerError(
      "config-malformed",
      `Could not compare with another commit: git ended with "${error.message}", expected the command git. Install it, or leave out --base.`,
      { cause: error },
    );
  }
  const complaint = stderr.toString().trim().split("\n", 1)[0] ?? "";
  return { status: status ?? -1, stdout, complaint };
}
