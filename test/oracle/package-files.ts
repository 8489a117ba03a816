import { readSourceFiles, type SourceFile } from "./source-files.ts";

/** Two test files share the work, so that it can use two processors. */
export type Share = 0 | 1;

/**
 * Half of the source that the installed packages ship, up to 64 kB a file: Babel needs seconds for each
 * megabyte of a bundle. `FOOTLIGHTS_ORACLE=all` takes the bundles as well.
 */
export function readPackageFiles(share: Share): readonly SourceFile[] {
  const mostBytes = process.env["FOOTLIGHTS_ORACLE"] === "all" ? Infinity : 64_000;
  return readSourceFiles("node_modules", mostBytes).filter((_, index) => index % 2 === share);
}
