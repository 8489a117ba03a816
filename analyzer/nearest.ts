/** The word most like `word`, or undefined where none is near enough to be a slip of the hand. */
export function findNearest(word: string, words: readonly string[]): string | undefined {
  const [best] = words
    .map((candidate) => ({ candidate, distance: distanceBetween(word, candidate) }))
    .filter(
      ({ candidate, distance }) =>
        distance <= Math.max(2, candidate.length / 2) ||
        (word.length > 1 && candidate.startsWith(word)),
    )
    .toSorted((a, b) => a.distance - b.distance);
  return best?.candidate;
}

/** Levenshtein's distance, row by row. */
function distanceBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    let diagonal = row[0] ?? 0;
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const above = row[j + 1] ?? 0;
      const left = next[j] ?? 0;
      next.push(Math.min(above + 1, left + 1, diagonal + (letter === other ? 0 : 1)));
      diagonal = above;
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
