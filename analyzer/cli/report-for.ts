import { type PiecewiseReport, reportPiecewise } from "../piecewise/report-piecewise.ts";
import { coverageOf } from "./coverage-of.ts";
import { readPaths } from "./read-paths.ts";
import { readProfile } from "./read-profile.ts";
import type { Terminal } from "./terminal.ts";
import type { Arguments } from "./verb.ts";
import { warnOfSkipped } from "./warn-of-skipped.ts";

/** The report that the arguments of a verb ask for; says on standard error what was left out. Whoever asks closes it. */
export async function reportFor(
  args: Arguments,
  terminal: Terminal,
  onRead?: (path: string) => void,
): Promise<PiecewiseReport> {
  const { cwd } = terminal;
  const made = await reportPiecewise({
    cwd,
    paths: await readPaths(args, cwd),
    profile: await readProfile(args, cwd),
    coverage: await coverageOf(args, cwd),
    cache: !args.has("no-cache"),
    onRead,
    onProgress: terminal.progress,
  });
  warnOfSkipped(made.report.skipped, terminal);
  return made;
}
