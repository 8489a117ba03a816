import { type Analysis, analyzeProject } from "../analyze.ts";
import { readProfile } from "./read-profile.ts";
import { coverageOf } from "./coverage-of.ts";
import { readPaths } from "./read-paths.ts";
import type { Terminal } from "./terminal.ts";
import type { Arguments } from "./verb.ts";
import { warnOfSkipped } from "./warn-of-skipped.ts";

/** What a verb asks for beyond its arguments. */
export interface AnalyzeMore {
  /** Whether to tell which counters each outcome was read from. */
  readonly explain?: boolean;
  /** Called with each file that the analysis depends on. */
  readonly onRead?: (path: string) => void;
  /** Instead of the paths that the command names. */
  readonly paths?: readonly string[] | undefined;
}

/** The analysis that the arguments of a verb ask for; says on standard error what was left out. */
export async function analyzeFor(
  args: Arguments,
  terminal: Terminal,
  more: AnalyzeMore = {},
): Promise<Analysis> {
  const { cwd } = terminal;
  const profile = await readProfile(args, cwd);
  const paths = more.paths ?? (await readPaths(args, cwd));
  const analysis = await analyzeProject({
    cwd,
    paths,
    profile,
    coverage: await coverageOf(args, cwd),
    cache: !args.has("no-cache"),
    explain: more.explain,
    onRead: more.onRead,
    onProgress: terminal.progress,
  });
  warnOfSkipped(analysis.report.skipped, terminal);
  return analysis;
}
