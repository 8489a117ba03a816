import type { Position } from "../../model.ts";
import { isRecord, type RawBranch, type RawFile, type RawSpan } from "../raw-file.ts";
import type { CoverageReader } from "../reader.ts";
import { toBranchHits, toPoints } from "./istanbul.ts";

/**
 * V8's counts in Istanbul's words, as @vitest/coverage-v8 writes them through ast-v8-to-istanbul.
 * That converter leaves its book-keeping in the report (`meta.seen`; ast-v8-to-istanbul 1.0.8), Istanbul does not.
 */
export const v8: CoverageReader = {
  name: "v8",
  recognises: ({ entry }) => isRecord(entry.meta) && isRecord(entry.meta.seen),
  read: (file) => [
    {
      path: file.path,
      provider: "v8",
      branches: file.branches.map((branch) => toBranchHits(branch, listTrustedHits(branch, file))),
      ...toPoints(file),
      stretches: [],
      lineLengths: [],
    },
  ],
};

/** The counts that V8 really took: see join.md's table of istanbul against v8 for the others. */
function listTrustedHits(branch: RawBranch, file: RawFile): (number | null)[] {
  // V8 has no counter for a default value: the number is the count of calls.
  if (branch.type === "default-arg") return branch.hits.map(() => null);
  // An arm that could not be mapped is left out of the locations but not out of the counts.
  if (branch.arms.length !== branch.hits.length) return branch.hits.map(() => null);
  return branch.hits.map((hits, index) => {
    const arm = branch.arms[index];
    return arm && isFunction(arm, file) ? null : hits;
  });
}

/** Whether the arm is nothing but a function: it then has the count of that function's calls. */
function isFunction(arm: RawSpan, file: RawFile): boolean {
  return file.functions.some(({ declaration, body }) => {
    return isSame(declaration.start, arm.start) && isSame(body.end, arm.end);
  });
}

function isSame(a: Position, b: Position): boolean {
  return a.line === b.line && a.column === b.column;
}
