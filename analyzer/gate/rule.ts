import type { Report, RuleResult } from "../report/document.ts";
import type { KnownGaps } from "./known-gaps.ts";
import type { GateLimits } from "./limits.ts";
import type { Patch } from "./patch.ts";

/** What a rule looks at. */
export interface GateInput {
  /** Without the gaps that the baseline knows: they are ignored. */
  readonly report: Report;
  readonly limits: GateLimits;
  /** What is new against another commit; undefined where nothing is compared. */
  readonly patch?: Patch | undefined;
  /** What the baseline has to say of the report; undefined where there is none. */
  readonly known?: KnownGaps | undefined;
}

/** One rule of a gate: as many results as it was asked for, none where it was not. */
export interface Rule {
  readonly check: (input: GateInput) => readonly RuleResult[];
}
