import type { Report, Verdict } from "../report/document.ts";
import type { GateLimits } from "./limits.ts";
import { rules } from "./rules/index.ts";

/**
 * Holds a report against the limits. All rules are checked, whatever the first one says;
 * a failed rule is a verdict, never an error.
 */
export function checkGate(report: Report, limits: GateLimits): Verdict {
  const results = rules.flatMap(({ name, check }) => {
    const result = check(report, limits);
    return result === undefined ? [] : [{ name, ...result }];
  });
  return { passed: results.every(({ passed }) => passed), rules: results };
}
