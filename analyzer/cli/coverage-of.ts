import type { Arguments } from "./verb.ts";

/** The coverage reports that a command names, or the one that Vitest writes by default. */
export function coverageOf(args: Arguments): readonly string[] {
  const named = args.values("coverage");
  return named.length > 0 ? named : ["coverage/coverage-final.json"];
}
