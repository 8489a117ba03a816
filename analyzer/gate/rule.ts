import type { Report, RuleResult } from "../report/document.ts";
import type { GateLimits } from "./limits.ts";

/** One rule of a gate: undefined where its limit is not asked for. */
export interface Rule {
  readonly name: string;
  readonly check: (report: Report, limits: GateLimits) => Omit<RuleResult, "name"> | undefined;
}
