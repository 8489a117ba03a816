import { isAbsolute, relative, sep } from "node:path";
import { AnalyzerError } from "./errors.ts";
import { sourceName } from "./sources/exclusions.ts";
import { findSources } from "./sources/find-sources.ts";

/** Coverage, as far as it names files. */
export interface NamedFiles {
  readonly files: readonly { readonly path: string }[];
}

/**
 * The files to report: those that are named, else those below `cwd` that the coverage names.
 *
 * @throws AnalyzerError "no-files", or "untrusted-foreign" for coverage of other places only
 */
export async function choosePaths(
  named: readonly string[],
  coverage: NamedFiles,
  cwd: string,
): Promise<readonly string[]> {
  if (named.length > 0) return findSources({ cwd, patterns: named });
  const measured = listMeasured(coverage, cwd);
  if (measured.length > 0) return measured;
  const { files } = coverage;
  throw new AnalyzerError(
    "untrusted-foreign",
    `Could not trust the coverage: it names ${describe(files.map(({ path }) => path))}, expected files below ${JSON.stringify(cwd)}. ` +
      "Run the command where the tests ran, or name the files to report.",
  );
}

/** The source files below `cwd` that the coverage names. */
export function listMeasured({ files }: NamedFiles, cwd: string): readonly string[] {
  return files
    .map(({ path }) => relative(cwd, path))
    .filter((path) => isBelow(path) && sourceName.test(path))
    .map((path) => path.replaceAll(sep, "/"))
    .toSorted();
}

function isBelow(path: string): boolean {
  return path !== "" && path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function describe([first, ...others]: readonly string[]): string {
  if (first === undefined) return "no file";
  return others.length === 0
    ? JSON.stringify(first)
    : `${JSON.stringify(first)} and ${others.length} more`;
}
