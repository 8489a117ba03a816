import { findTests, type TestPatterns } from "./find-tests.ts";
import { countTests } from "./inventory/count-tests.ts";
import type { Report, ReportTests } from "./report/document.ts";
import { readSource } from "./sources/read-source.ts";

/**
 * Counts the tests of a report's files, and their lines against those of the files; `onRead` is told each file of tests.
 *
 * @throws AnalyzerError "no-files" for a pattern that finds nothing
 */
export async function sizeTests(
  { files }: Pick<Report, "files">,
  { onRead, ...where }: TestPatterns & { readonly onRead: (path: string) => void },
): Promise<ReportTests> {
  const { cwd } = where;
  const tests = await findTests(where);
  let [declared, lines] = [0, 0];
  for (const path of tests) {
    onRead(path);
    const text = readSource(path, cwd);
    declared += countTests(path, text);
    lines += countLines(text);
  }
  const codeLines = files.reduce((sum, { path }) => sum + countLines(readSource(path, cwd)), 0);
  return { files: tests.length, declared, lines, codeLines };
}

/** Lines that are not blank. */
function countLines(text: string): number {
  return text.match(/^.*\S.*$/gm)?.length ?? 0;
}
