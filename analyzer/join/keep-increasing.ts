import { countLeading } from "../count-leading.ts";

/** Indexes into two lists that belong together. */
export interface Match {
  readonly site: number;
  readonly branch: number;
}

/** Keeps the most matches that are in order on both sides; the input is in order of `site`. */
export function keepIncreasing(matches: readonly Match[]): readonly Match[] {
  // Patience sorting: tails[n] ends the best chain of n + 1 matches, `before` links each to its chain.
  const tails: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const [index, { branch }] of matches.entries()) {
    const length = countShorter(tails, matches, branch);
    before.set(index, tails[length - 1]);
    tails[length] = index;
  }
  const chain: Match[] = [];
  for (let at = tails.at(-1); at !== undefined; at = before.get(at)) {
    const match = matches[at];
    if (match !== undefined) chain.push(match);
  }
  return chain.toReversed();
}

/** How many chains end before `branch`: their ends increase. */
function countShorter(tails: readonly number[], matches: readonly Match[], branch: number): number {
  return countLeading(tails, (tail) => (matches[tail]?.branch ?? Infinity) < branch);
}
