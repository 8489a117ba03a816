import { AnalyzerError } from "../errors.ts";
import type { GateLimits } from "../gate/limits.ts";
import { readMaxUnknown, readMinBranches } from "../gate/read-limit.ts";
import { findNearest } from "../nearest.ts";

/** What `footlights()` may be told. */
export interface FootlightsOptions {
  /**
   * Paths or globs of the source to report, relative to Vitest's root. Default: `"footlights": { "paths": [...] }` of the
   * package.json there, else the files that the coverage names.
   */
  readonly paths?: readonly string[];
  /** Fails the run (exit code 1) where a limit is broken. Default: no gate. */
  readonly gate?: GateLimits;
}

const KEYS = ["paths", "gate"];
const GATE_KEYS = ["minBranches", "maxUnknown"];

/**
 * Checks what a configuration file passed, which no compiler may have seen.
 *
 * @throws AnalyzerError "config-malformed" or "usage"
 */
export function checkOptions(options: FootlightsOptions): FootlightsOptions {
  checkKeys(options, KEYS, "footlights()");
  const { gate } = options;
  if (gate === undefined) return options;
  checkKeys(gate, GATE_KEYS, '"gate" of footlights()');
  if (gate.minBranches !== undefined) readMinBranches(`${gate.minBranches}`, '"gate.minBranches"');
  if (gate.maxUnknown !== undefined) readMaxUnknown(`${gate.maxUnknown}`, '"gate.maxUnknown"');
  return options;
}

function checkKeys(value: object, known: readonly string[], what: string): void {
  const wrong = Object.keys(value).find((key) => !known.includes(key));
  if (wrong === undefined) return;
  const nearest = findNearest(wrong, known);
  throw new AnalyzerError(
    "config-malformed",
    `Could not read the options of ${what}: found the unknown key "${wrong}", expected ${known.join(" or ")}.` +
      (nearest === undefined ? "" : ` Did you mean "${nearest}"?`),
  );
}
