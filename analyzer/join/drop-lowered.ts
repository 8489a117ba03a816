import type { BranchHits } from "../findings.ts";
import type { Position } from "../model.ts";
import type { Pair } from "./align-sites.ts";

/** So many lines after its start an operator of the formula may stand. */
const reach = 4;

/**
 * Drops pairs that only look right: for an older target `a ?? b` becomes `a !== null && a !== void 0 ? a : b`,
 * whose `&&` starts and counts where the `??` would, with the opposite meaning. The `?:` around it, which
 * no site claims, gives it away.
 */
export function dropLowered(
  pairs: readonly Pair[],
  branches: readonly BranchHits[],
  text: string,
): readonly Pair[] {
  const paired = new Set(pairs.map(({ branch }) => branch));
  const unclaimed = new Set(
    branches
      .filter((branch) => branch.kind === "cond-expr" && !paired.has(branch))
      .map(({ start }) => keyOf(start)),
  );
  if (unclaimed.size === 0) return pairs;
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  return pairs.filter(({ site, branch }) => {
    if (site.kind !== "binary-expr" || !unclaimed.has(keyOf(branch.start))) return true;
    const { line } = site.start;
    return !lines.slice(line - 1, line + reach).some((code) => code.includes("??"));
  });
}

function keyOf({ line, column }: Position): string {
  return `${line}:${column}`;
}
