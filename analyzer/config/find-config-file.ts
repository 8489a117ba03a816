import { existsSync } from "node:fs";
import { join } from "node:path";
import { AnalyzerError } from "../errors.ts";

const NAMES = ["ts", "mts", "cts", "js", "mjs", "cjs"].map(
  (extension) => `footlights.config.${extension}`,
);

/** Names that other tools read, and that nothing here would. */
const NOT_READ = ["json", "jsonc"].map((extension) => `footlights.config.${extension}`);

/**
 * The name of the configuration file of a folder, undefined where it has none.
 *
 * @throws AnalyzerError "config-malformed" where there are two, or one that is not read
 */
export function findConfigFile(folder: string): string | undefined {
  const [first, second] = NAMES.filter((name) => existsSync(join(folder, name)));
  if (first !== undefined && second !== undefined) throw twoConfigurations(first, second);
  const lost = NOT_READ.find((name) => existsSync(join(folder, name)));
  if (first === undefined && lost !== undefined) {
    throw new AnalyzerError(
      "config-malformed",
      `Could not read the configuration: found ${lost}, expected footlights.config.ts, .mts, .cts, .js, .mjs or .cjs, or "footlights" in package.json. Move it there.`,
    );
  }
  return first;
}

/** The error for two configurations of one folder: nobody can tell which of them counts. */
export function twoConfigurations(first: string, second: string): AnalyzerError {
  return new AnalyzerError(
    "config-malformed",
    `Could not read the configuration: found ${first} and ${second}, expected one of them. Move all of it into ${first}.`,
  );
}
