/** What a scope's id is made of. */
export interface ScopeOrigin {
  /** For people: the test's name. */
  readonly title: string;
  /** For uniqueness: the same for the same test on every run. */
  readonly key: string;
  readonly repeatCount?: number;
  readonly retryCount?: number;
}

const LONGEST_SLUG = 32;

/**
 * Makes a readable id of the characters a-z, 0-9 and "-", about 50 long at most: `assigns-a-task-1k3f9x`.
 * Equal origins give equal ids; a retry or repeat gives another one.
 */
export function makeScopeId(origin: ScopeOrigin): string {
  const { title, key, repeatCount = 0, retryCount = 0 } = origin;
  const slug = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST_SLUG)
    .replaceAll(/^-+|-+$/g, "");
  const repeat = repeatCount === 0 ? "" : `x${repeatCount}`;
  const retry = retryCount === 0 ? "" : `r${retryCount}`;
  return `${slug === "" ? "test" : slug}-${hash(key)}${repeat}${retry}`;
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
