import { readConfig } from "../config/read-config.ts";
import type { Arguments } from "./verb.ts";

/** The paths on the command line, else those of the project's configuration; none where it has none. */
export async function readPaths(args: Arguments, cwd: string): Promise<readonly string[]> {
  return args.paths.length > 0 ? args.paths : ((await readConfig(cwd)).paths ?? []);
}
