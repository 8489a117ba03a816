import { sayDay } from "./baseline/entry.ts";
import { excuseGaps } from "./baseline/excuse-gaps.ts";
import { readBaseline } from "./baseline/read-baseline.ts";
import type { GateConfig } from "./config/config.ts";
import { checkGate } from "./gate/check-gate.ts";
import type { GateLimits } from "./gate/limits.ts";
import type { Report, Verdict } from "./report/document.ts";

export interface RunGateOptions {
  /** The folder that the report's paths and the baseline are relative to. */
  readonly cwd: string;
  /** The day by which entries of the baseline expire. Default: today, in UTC. */
  readonly today?: string | undefined;
}

export interface GateRun {
  readonly verdict: Verdict;
  /** The report that was judged: what the baseline knows is ignored in it. */
  readonly report: Report;
}

/**
 * Holds a report against everything that a gate asks for: limits, baseline and, where a base is named, what is new since.
 * Where it names no limit of branches and no base, every branch has to be covered.
 *
 * @throws AnalyzerError for a baseline or a git ref that cannot be read
 */
export async function runGate(
  report: Report,
  config: GateConfig,
  { cwd, today = sayDay() }: RunGateOptions,
): Promise<GateRun> {
  const { base, baseline: file, 100: all, ...limits } = config;
  const baseline = file === false ? undefined : await readBaseline(file, cwd);
  const judged = baseline === undefined ? { report } : excuseGaps(holdAll(report), baseline, today);
  const patch =
    base === undefined
      ? undefined
      : await (await import("./patch/find-patch.ts")).findPatch(base, judged.report, cwd);
  const asked = all === true ? { minBranches: 100, ...limits } : limits;
  const verdict = checkGate(judged.report, withDefault(asked, base !== undefined), {
    patch,
    ...("known" in judged && { known: judged.known }),
  });
  return { verdict, report: judged.report };
}

/** A baseline tells outcomes by the objects that they are: all have to stay in memory. */
function holdAll(report: Report): Report {
  return { ...report, files: report.files.map((file) => ({ ...file })) };
}

function withDefault(limits: GateLimits, hasBase: boolean): GateLimits {
  const { minBranches, minBranchesPerFile, files, actors } = limits;
  const isAsked = [minBranches, minBranchesPerFile, files, actors].some(
    (each) => each !== undefined,
  );
  return isAsked || hasBase ? limits : { ...limits, minBranches: 100 };
}
