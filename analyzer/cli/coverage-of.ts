import { configurationOf } from "./configuration.ts";
import type { Arguments } from "./verb.ts";

/** Where Vitest writes its report, unless it is told otherwise. */
export const DEFAULT_COVERAGE = "coverage/coverage-final.json";

/** The coverage reports that a command or the configuration names; undefined where neither does. */
export async function namedCoverage(
  args: Arguments,
  cwd: string,
): Promise<readonly string[] | undefined> {
  const named = args.values("coverage");
  return named.length > 0 ? named : (await configurationOf(cwd)).coverage;
}

/** The same, or the report that Vitest writes by default. */
export async function coverageOf(args: Arguments, cwd: string): Promise<readonly string[]> {
  return (await namedCoverage(args, cwd)) ?? [DEFAULT_COVERAGE];
}
