import { analyze } from "../analyze.ts";
import type { Report } from "../report/document.ts";
import { readProfile } from "./common-flags.ts";
import { readPaths } from "./read-paths.ts";
import type { Terminal } from "./terminal.ts";
import type { Arguments } from "./verb.ts";
import { warnOfSkipped } from "./warn-of-skipped.ts";

/** The report that the arguments of `report` or `gate` ask for; says on standard error what was left out. */
export async function analyzeFor(args: Arguments, terminal: Terminal): Promise<Report> {
  const { cwd } = terminal;
  const profile = readProfile(args);
  const paths = await readPaths(args, cwd);
  const coverage = args.values("coverage");
  const report = await analyze({
    cwd,
    paths,
    profile,
    ...(coverage.length > 0 && { coverage }),
    cache: !args.has("no-cache"),
    onProgress: terminal.progress,
  });
  warnOfSkipped(report.skipped, terminal);
  return report;
}
