import type { Rule } from "../rule.ts";
import { baseline } from "./baseline.ts";
import { hintsWithReason } from "./hints-with-reason.ts";
import { maxUnknown } from "./max-unknown.ts";
import { measured } from "./measured.ts";
import { minBranches } from "./min-branches.ts";
import { minBranchesOfActors } from "./min-branches-of-actors.ts";
import { minBranchesOfFiles } from "./min-branches-of-files.ts";
import { minBranchesPerFile } from "./min-branches-per-file.ts";
import { patch } from "./patch.ts";

/** Every rule, in the order of the verdict: a rule is one file and one line here. */
export const rules: readonly Rule[] = [
  patch,
  minBranches,
  minBranchesPerFile,
  minBranchesOfFiles,
  minBranchesOfActors,
  maxUnknown,
  hintsWithReason,
  baseline,
  measured,
];
