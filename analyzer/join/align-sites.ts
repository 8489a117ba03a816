import type { BranchHits } from "../findings.ts";
import type { Position, Site } from "../model.ts";
import { comparePositions } from "../position.ts";
import { alignGap, type Fit } from "./align-gap.ts";
import { keepIncreasing } from "./keep-increasing.ts";

/** A site and the branch of the report that counts it. */
export interface Pair {
  readonly site: Site;
  readonly branch: BranchHits;
}

export type IsBefore = (branch: BranchHits, site: Site) => boolean;

/**
 * Pairs the sites of one file with the branches of its report, kind by kind. Both are in source order, and
 * stay so: starts that only one site and one branch have are anchors, what lies between two anchors is
 * aligned by least cost, and what is left is paired by equal start (code that a transpiler moved).
 *
 * @param isBefore - whether a branch may be a site that starts after it: a transpiler gave the site's start
 *   no mapping, so the report names a place before it.
 */
export function alignSites(
  sites: readonly Site[],
  branches: readonly BranchHits[],
  isBefore: IsBefore,
): readonly Pair[] {
  const fit = createFit(isBefore);
  const kinds = [...new Set(sites.map((site) => site.kind))];
  return kinds.flatMap((kind) =>
    alignKind(
      sites.filter((site) => site.kind === kind),
      // Reports merged from several runs append what only a later one has: sort, keep ties.
      branches
        .filter((branch) => branch.kind === kind)
        .toSorted((a, b) => comparePositions(a.start, b.start)),
      fit,
    ),
  );
}

function createFit(isBefore: IsBefore): Fit {
  return (site, branch) => {
    if (site.arms !== branch.hits.length) return Infinity;
    const atStart = isSame(site.start, branch.start);
    const atCanonical = isSame(site.canonicalStart, branch.start);
    if (atStart && atCanonical) return 0;
    if (atStart || atCanonical) return 1;
    if (site.otherStarts.some((start) => isSame(start, branch.start))) return 1;
    // Only parentheses and casts stand between the two starts.
    if (isBetween(branch.start, site)) return 1;
    return isBefore(branch, site) ? 2 : Infinity;
  };
}

function alignKind(
  sites: readonly Site[],
  branches: readonly BranchHits[],
  fit: Fit,
): readonly Pair[] {
  const anchors = [
    ...keepIncreasing(listAnchors(sites, branches)),
    { site: sites.length, branch: branches.length },
  ];
  const partner = new Map<number, number>();
  let site = 0;
  let branch = 0;
  for (const anchor of anchors) {
    const gap = alignGap(
      sites.slice(site, anchor.site),
      branches.slice(branch, anchor.branch),
      fit,
    );
    for (const pair of gap) partner.set(site + pair.site, branch + pair.branch);
    partner.set(anchor.site, anchor.branch);
    site = anchor.site + 1;
    branch = anchor.branch + 1;
  }
  partner.delete(sites.length);
  pairMoved(sites, branches, partner, fit);
  return [...partner].flatMap(([at, to]) => {
    const pair = { site: sites[at], branch: branches[to] };
    return isPair(pair) ? [pair] : [];
  });
}

function isPair(pair: { site: Site | undefined; branch: BranchHits | undefined }): pair is Pair {
  return pair.site !== undefined && pair.branch !== undefined;
}

/** Indexes of sites and branches that claim a start which no other site and no other branch claims. */
function listAnchors(
  sites: readonly Site[],
  branches: readonly BranchHits[],
): readonly { readonly site: number; readonly branch: number }[] {
  const owners = indexBy(branches, (branch) => [keyOf(branch.start, branch.hits.length)]);
  const claims = indexBy(sites, (site) => listKeys(site));
  return sites.flatMap((site, index) => {
    const free = listKeys(site).filter(
      (key) => claims.get(key)?.length === 1 && owners.get(key)?.length === 1,
    );
    const branch = free.length === 1 ? owners.get(free[0] ?? "")?.[0] : undefined;
    return branch === undefined ? [] : [{ site: index, branch }];
  });
}

/** Pairs leftovers that start at the same place, whatever their order. */
function pairMoved(
  sites: readonly Site[],
  branches: readonly BranchHits[],
  partner: Map<number, number>,
  fit: Fit,
): void {
  const taken = new Set(partner.values());
  const free = branches.map((_, index) => index).filter((index) => !taken.has(index));
  const byStart = indexBy(free, (index) => {
    const branch = branches[index];
    return branch === undefined ? [] : [keyOf(branch.start, branch.hits.length)];
  });
  for (const [index, site] of sites.entries()) {
    if (partner.has(index)) continue;
    const at = listKeys(site)
      .flatMap((key) => byStart.get(key) ?? [])
      .map((place) => free[place])
      .find((place) => {
        const branch = place === undefined || taken.has(place) ? undefined : branches[place];
        return branch !== undefined && fit(site, branch) < 2;
      });
    if (at === undefined) continue;
    taken.add(at);
    partner.set(index, at);
  }
}

function listKeys({ start, canonicalStart, otherStarts, arms }: Site): readonly string[] {
  return [
    ...new Set([start, canonicalStart, ...otherStarts].map((position) => keyOf(position, arms))),
  ];
}

function indexBy<T>(
  items: readonly T[],
  keys: (item: T) => readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [place, item] of items.entries()) {
    for (const key of keys(item)) {
      const places = index.get(key);
      if (places === undefined) index.set(key, [place]);
      else places.push(place);
    }
  }
  return index;
}

function keyOf({ line, column }: Position, arms: number): string {
  return `${line}:${column}:${arms}`;
}

function isBetween(place: Position, { start, canonicalStart }: Site): boolean {
  return comparePositions(start, place) < 0 && comparePositions(place, canonicalStart) < 0;
}

function isSame(a: Position, b: Position): boolean {
  return a.line === b.line && a.column === b.column;
}
