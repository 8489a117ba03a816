import { AnalyzerError } from "../errors.ts";

/** The contract with every script that runs the command. */
export const exitCodes = {
  clean: 0,
  gateFailed: 1,
  /** Wrong usage or configuration, and everything that kept the command from running. */
  couldNotRun: 2,
  /** The input cannot be trusted: stale or foreign coverage. */
  untrusted: 3,
} as const;

export function exitCodeOf(error: unknown): number {
  return error instanceof AnalyzerError && error.code.startsWith("untrusted-")
    ? exitCodes.untrusted
    : exitCodes.couldNotRun;
}
