import type { AsymmetricMatcher } from "./pattern.ts";

/** Says whether `value` is one of Vitest's asymmetric matchers, such as `expect.any(String)`. */
export function isAsymmetric(value: unknown): value is AsymmetricMatcher {
  return (
    typeof value === "object" &&
    value !== null &&
    "asymmetricMatch" in value &&
    typeof value.asymmetricMatch === "function"
  );
}
