/** How many things are named in one line. */
const MOST_NAMED = 5;

/** `a.ts, b.ts and 3 more`. */
export function nameSome(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
