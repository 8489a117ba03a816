/** What a scope's id is made of. */
export interface ScopeOrigin {
  /** For people: the test's name. */
  readonly title: string;
  /** For uniqueness: the same for the same test on every run. */
  readonly key: string;
  /** 0 for the first attempt, then one more per retry and repeat. */
  readonly attempt: number;
}

const LONGEST_SLUG = 32;

/**
 * Makes a readable id of the characters a-z, 0-9 and "-", at most 48 long: `assigns-a-task-1k3f9x`.
 * Equal origins give equal ids; a retry or repeat gives another one.
 */
export function makeScopeId({ title, key, attempt }: ScopeOrigin): string {
  const slug = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST_SLUG)
    .replaceAll(/^-+|-+$/g, "");
  const suffix = attempt === 0 ? "" : `x${attempt}`;
  return `${slug === "" ? "test" : slug}-${hash(key)}${suffix}`;
}

/** FNV-1a, twice with different starts, as 12 base-36 digits at most: collisions need millions of tests. */
function hash(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let index = 0; index < text.length; index += 1) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(index), 0x85ebca6b);
  }
  return (low >>> 0).toString(36) + (high >>> 0).toString(36);
}
