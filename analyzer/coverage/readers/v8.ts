import type { Position } from "../../model.ts";
import { isRecord } from "../../is-record.ts";
import type { RawBranch, RawFunction, RawSpan } from "../raw-file.ts";
import type { CoverageReader } from "../reader.ts";
import { toBranchHits, toPoints } from "./istanbul.ts";

/**
 * V8's counts in Istanbul's words, as @vitest/coverage-v8 writes them through ast-v8-to-istanbul.
 * That converter leaves its book-keeping in the report (`meta.seen`; ast-v8-to-istanbul 1.0.8), Istanbul does not.
 */
export const v8: CoverageReader = {
  name: "v8",
  recognises: ({ entry }) => isRecord(entry.meta) && isRecord(entry.meta.seen),
  read: (file) => {
    const functions = groupByEnd(file.functions);
    const isFunction = (arm: RawSpan): boolean =>
      (functions.get(keyOf(arm.end)) ?? []).some((entry) => isNothingBut(arm, entry));
    return [
      {
        path: file.path,
        provider: "v8",
        branches: file.branches.map((branch) =>
          toBranchHits(branch, listTrustedHits(branch, isFunction)),
        ),
        ...toPoints(file),
        runs: [],
      },
    ];
  },
};

// Map.groupBy would say it in one call, but Node 20 has none.
function groupByEnd(functions: readonly RawFunction[]): ReadonlyMap<string, RawFunction[]> {
  const groups = new Map<string, RawFunction[]>();
  for (const entry of functions) {
    const key = keyOf(entry.body.end);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

/** The counts that V8 really took: see join.md's table of istanbul against v8 for the others. */
function listTrustedHits(
  branch: RawBranch,
  isFunction: (arm: RawSpan) => boolean,
): (number | null)[] {
  // V8 has no counter for a default value: the number is the count of calls.
  if (branch.type === "default-arg") return branch.hits.map(() => null);
  // An arm that could not be mapped is left out of the locations but not out of the counts.
  if (branch.arms.length !== branch.hits.length) return branch.hits.map(() => null);
  return branch.hits.map((hits, index) => {
    const arm = branch.arms[index];
    // An arm that is nothing but a function has the count of that function's calls.
    return arm && isFunction(arm) ? null : hits;
  });
}

/** Room for `async function *` before the name of a function expression. */
const keywordLength = 18;

function isNothingBut(arm: RawSpan, { declaration }: RawFunction): boolean {
  const distance = declaration.start.column - arm.start.column;
  return declaration.start.line === arm.start.line && distance >= 0 && distance < keywordLength;
}

function keyOf({ line, column }: Position): string {
  return `${line}:${column}`;
}
