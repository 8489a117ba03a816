import { AnalyzerError } from "../errors.ts";
import { findNearest } from "../nearest.ts";

/** Longer values are cut where they are named. */
const MOST_CHARACTERS = 60;

/** The error for a value that is not as expected. */
export function wrongValue(what: string, value: unknown, expected: string): AnalyzerError {
  return new AnalyzerError(
    "config-malformed",
    `Could not read ${what}: found ${describe(value)}, expected ${expected}. Correct it, or pass the flag of the command instead.`,
  );
}

/** The error for a value that is none of the known ones; names the nearest one that is. */
export function unknownName(what: string, found: string, known: readonly string[]): AnalyzerError {
  const nearest = findNearest(found, known);
  const hint = nearest === undefined ? "Write one of them." : `Did you mean "${nearest}"?`;
  return new AnalyzerError(
    "config-malformed",
    `Could not read ${what}: found ${describe(found)}, expected ${sayOr(known)}. ${hint}`,
  );
}

/** The error for a key that does not exist; names the nearest one that does. */
export function unknownKey(what: string, key: string, known: readonly string[]): AnalyzerError {
  const nearest = findNearest(key, known);
  const hint =
    nearest === undefined ? "Remove it, or correct its name." : `Did you mean "${nearest}"?`;
  return new AnalyzerError(
    "config-malformed",
    `Could not read ${what}: found the unknown key "${key}", expected ${sayOr(known)}. ${hint}`,
  );
}

/** `a, b or c`. */
export function sayOr(names: readonly string[]): string {
  const [last = ""] = names.slice(-1);
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} or ${last}`;
}

function describe(value: unknown): string {
  if (typeof value === "function") return "a function";
  // Numbers that JSON does not have, and what it cannot write at all.
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
