import { AnalyzerError } from "../errors.ts";

/**
 * Reads the value of `--min-branches` or of its setting: 0 to 100 with at most two decimals, or a negative whole number.
 *
 * @throws AnalyzerError "usage"
 */
export function readMinBranches(value: string, name: string): number {
  const number = Number(value);
  const isPercent = /^\d+(?:\.\d{1,2})?$/.test(value) && number <= 100;
  if (isPercent || /^-[1-9]\d*$/.test(value)) return number;
  throw new AnalyzerError(
    "usage",
    `Could not read ${name}: found "${value}", expected a percentage from 0 to 100 with at most two decimals, ` +
      "or a negative whole number for the most missed outcomes. Pass 100 to allow none.",
  );
}

/**
 * Reads the value of `--max-unknown` or of its setting: a whole number.
 *
 * @throws AnalyzerError "usage"
 */
export function readMaxUnknown(value: string, name: string): number {
  if (/^\d+$/.test(value)) return Number(value);
  throw new AnalyzerError(
    "usage",
    `Could not read ${name}: found "${value}", expected a whole number of outcomes. Pass 0 to allow none.`,
  );
}
