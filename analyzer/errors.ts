/** What went wrong, for programs. `untrusted-*` codes end the command with exit code 3, all others with 2. */
export type AnalyzerErrorCode =
  | "usage"
  | "no-files"
  | "unreadable"
  | "unwritable"
  | "coverage-missing"
  | "coverage-malformed"
  | "config-malformed"
  | "untrusted-stale"
  | "untrusted-foreign"
  | "untrusted-unmatched";

/**
 * An error that a user can act on. The message is one line:
 * "Could not <verb> <thing>: <found>, expected <expected>. <Next step>."
 */
export class AnalyzerError extends Error {
  readonly code: AnalyzerErrorCode;

  constructor(code: AnalyzerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AnalyzerError";
    this.code = code;
  }
}
