import type { Rule } from "../rule.ts";
import { maxUnknown } from "./max-unknown.ts";
import { measured } from "./measured.ts";
import { minBranches } from "./min-branches.ts";

/** Every rule, in the order of the verdict: a rule is one file and one line here. */
export const rules: readonly Rule[] = [minBranches, maxUnknown, measured];
