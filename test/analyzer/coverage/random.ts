/** Numbers that look random and are the same in every run (Lehmer's generator). */
export function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

export function shuffle<T>(items: readonly T[], random: (below: number) => number): readonly T[] {
  return items
    .map((item) => ({ item, key: random(1_000_000) }))
    .toSorted((one, other) => one.key - other.key)
    .map(({ item }) => item);
}
