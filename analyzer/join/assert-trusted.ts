import { AnalyzerError } from "../errors.ts";
import type { Unmatched } from "../findings.ts";
import type { JoinedCoverage } from "./join-coverage.ts";

/** What trust in a joined file is judged by. */
export interface JudgedFile {
  readonly inventory: { readonly path: string; readonly sites: { readonly length: number } };
  readonly measured: boolean;
  readonly unmatched: readonly Pick<Unmatched, "path" | "start" | "reason">[];
}

export type JudgedCoverage = Pick<JoinedCoverage, "stale" | "notListed"> & {
  readonly files: readonly JudgedFile[];
};

const again = "Run the tests again with coverage, then pass the new report.";

/**
 * Throws where the numbers would be of other code than the listed: AnalyzerError "untrusted-foreign" when
 * the report names none of the listed files, "untrusted-stale" when a listed file has changed since the
 * run, "untrusted-unmatched" when more than one branch in a hundred fits nothing in the source.
 */
export function assertTrusted(joined: JudgedCoverage): void {
  if (joined.files.length === 0) return;
  const [first, ...others] = joined.stale;
  if (first !== undefined) {
    const more = others.length > 0 ? ` (and ${countFiles(others.length)} more)` : "";
    throw new AnalyzerError(
      "untrusted-stale",
      `Could not trust the coverage: in "${first.path}"${more} ${first.found}, expected the text that was measured. ${again}`,
    );
  }
  if (!joined.files.some(({ measured }) => measured)) throw createForeignError(joined);
  assertMatched(joined.files);
}

function createForeignError({ files, notListed }: JudgedCoverage): AnalyzerError {
  const [named] = notListed;
  const found =
    named === undefined
      ? "it names no file"
      : `it names ${countFiles(notListed.length)} ("${named}"${notListed.length > 1 ? ", ..." : ""}), none of them listed`;
  return new AnalyzerError(
    "untrusted-foreign",
    `Could not trust the coverage: ${found}, expected counters of "${files[0]?.inventory.path ?? ""}" and the like. ` +
      "Pass the report of a run over these files, or the files that the report names.",
  );
}

function assertMatched(files: readonly JudgedFile[]): void {
  const strange = files.flatMap(({ unmatched }) =>
    unmatched.filter(({ reason }) => reason === "not-in-source"),
  );
  const sites = files.reduce(
    (sum, { measured, inventory }) => sum + (measured ? inventory.sites.length : 0),
    0,
  );
  const [first] = strange;
  if (first === undefined || strange.length <= Math.max(2, sites / 100)) return;
  throw new AnalyzerError(
    "untrusted-unmatched",
    `Could not trust the coverage: ${strange.length} of its branches (the first at ${first.path}:${first.start.line}) fit nothing in the source, ` +
      `expected the code that was measured. ${again}`,
  );
}

function countFiles(count: number): string {
  return count === 1 ? "1 file" : `${count} files`;
}
