import { configurationOf } from "./configuration.ts";
import type { Arguments } from "./verb.ts";

/**
 * The paths on the command line, else those of the project's configuration; none where it has none. What the
 * configuration leaves out (`!` in front) stays out of a folder on the command line too, unless that names it.
 */
export async function readPaths({ paths }: Arguments, cwd: string): Promise<readonly string[]> {
  const { paths: configured = [] } = await configurationOf(cwd);
  if (paths.length === 0) return configured;
  const isNamed = (leftOut: string): boolean => paths.some((path) => path.startsWith(leftOut));
  return [
    ...paths,
    ...configured.filter((path) => path.startsWith("!") && !isNamed(path.slice(1))),
  ];
}
