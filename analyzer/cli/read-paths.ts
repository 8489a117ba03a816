import { readSettings } from "../settings.ts";
import type { Arguments } from "./verb.ts";

/** The paths on the command line, else those of the project's settings; none where it has none. */
export async function readPaths(args: Arguments, cwd: string): Promise<readonly string[]> {
  return args.paths.length > 0 ? args.paths : (await readSettings(cwd)).paths;
}
