import type { BranchHits } from "../findings.ts";
import type { Site } from "../model.ts";
import type { Match } from "./keep-increasing.ts";

/** How badly a branch fits a site: 0 is exact, Infinity is impossible. */
export type Fit = (site: Site, branch: BranchHits) => number;

const skipBranch = 30;
const skipSite = 40;

/** Above this many cells a gap means that the report is of another text: nothing in it is paired. */
const cellLimit = 4_000_000;

/** The pairing of least cost that keeps the order of both lists: an edit distance. */
export function alignGap(
  sites: readonly Site[],
  branches: readonly BranchHits[],
  fit: Fit,
): readonly Match[] {
  if (sites.length === 0 || branches.length === 0) return [];
  if (sites.length * branches.length > cellLimit) return [];
  const fits = sites.map((site) => branches.map((branch) => fit(site, branch)));
  return walk(fits, computeCosts(fits));
}

/** costs[i][j]: the least cost of pairing what follows from site i and branch j on. */
function computeCosts(fits: readonly (readonly number[])[]): readonly Float64Array[] {
  const width = fits[0]?.length ?? 0;
  const last = Float64Array.from({ length: width + 1 }, (_, j) => (width - j) * skipBranch);
  const costs: Float64Array[] = [last];
  for (const row of fits.toReversed()) {
    const below = costs.at(-1) ?? last;
    const current = new Float64Array(width + 1);
    current[width] = (below[width] ?? 0) + skipSite;
    for (let j = width - 1; j >= 0; j--) {
      current[j] = Math.min(
        (below[j + 1] ?? 0) + (row[j] ?? Infinity),
        (below[j] ?? 0) + skipSite,
        (current[j + 1] ?? 0) + skipBranch,
      );
    }
    costs.push(current);
  }
  return costs.toReversed();
}

/** Follows the least cost; where a match and a skip cost the same, the outer (earlier) branch is matched. */
function walk(
  fits: readonly (readonly number[])[],
  costs: readonly Float64Array[],
): readonly Match[] {
  const matches: Match[] = [];
  const width = fits[0]?.length ?? 0;
  let i = 0;
  let j = 0;
  while (i < fits.length && j < width) {
    const cost = costs[i]?.[j];
    if (cost === (costs[i + 1]?.[j + 1] ?? 0) + (fits[i]?.[j] ?? Infinity)) {
      matches.push({ site: i++, branch: j++ });
    } else if (cost === (costs[i]?.[j + 1] ?? 0) + skipBranch) j++;
    else i++;
  }
  return matches;
}
