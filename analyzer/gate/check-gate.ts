import type { Report, Verdict } from "../report/document.ts";
import type { GateLimits } from "./limits.ts";
import type { GateInput } from "./rule.ts";
import { rules } from "./rules/index.ts";

/**
 * Holds a report against the limits. All rules are checked, whatever the first one says;
 * a failed rule is a verdict, never an error.
 */
export function checkGate(
  report: Report,
  limits: GateLimits,
  compared: Pick<GateInput, "patch" | "known"> = {},
): Verdict {
  const { known } = compared;
  const results = rules.flatMap(({ check }) => check({ report, limits, ...compared }));
  return {
    passed: results.every(({ passed }) => passed),
    rules: results,
    ...(known !== undefined && {
      baseline: { file: known.file, entries: known.entries, excused: known.excused },
    }),
  };
}
