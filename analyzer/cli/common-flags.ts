import { AnalyzerError } from "../errors.ts";
import { findNearest } from "../nearest.ts";
import type { Flag } from "./verb.ts";

/** Flags that several verbs share; each verb lists its own. */
export const commonFlags: Readonly<
  Record<"profile" | "coverage" | "json" | "output" | "noCache" | "help", Flag>
> = {
  profile: {
    name: "profile",
    value: "NAME",
    help: "full (default, unless the configuration has another): every place where control splits\nistanbul: what istanbul counts",
  },
  coverage: {
    name: "coverage",
    value: "FILE",
    multiple: true,
    help: "coverage report or folder, may be repeated (default coverage/coverage-final.json):\nIstanbul's JSON (vitest, nyc, c8), NODE_V8_COVERAGE's folder, LCOV",
  },
  json: { name: "json", help: "print the document for programs" },
  output: { name: "output", value: "FILE", help: "write to a file instead, whole or not at all" },
  noCache: { name: "no-cache", help: "neither read nor write the cache of earlier runs" },
  help: { name: "help", help: "print this" },
};

/** The error for a value that is none of the known ones. */
export function unknownName(flag: string, found: string, known: readonly string[]): AnalyzerError {
  const nearest = findNearest(found, known);
  const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
  return new AnalyzerError(
    "usage",
    `Could not read "${flag}": found "${found}", expected ${sayOr(known)}.${hint}`,
  );
}

/** `full or istanbul`; commas between more than two. */
function sayOr(names: readonly string[]): string {
  return [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" or ");
}
