import type { RuleResult } from "../../report/document.ts";
import type { KnownGap, KnownGaps } from "../known-gaps.ts";
import { nameSome } from "../name-some.ts";
import type { Rule } from "../rule.ts";

/** The baseline only shrinks: no entry is past its day, and what is covered by now has left it. */
export const baseline: Rule = {
  check: ({ known }) => (known === undefined ? [] : [judgeExpired(known), judgeCovered(known)]),
};

function judgeExpired({ file, expired }: KnownGaps): RuleResult {
  return {
    name: "baseline-expired",
    passed: expired.length === 0,
    actual:
      expired.length === 0
        ? "0 expired"
        : `${expired.length} expired: ${nameSome(expired.map(sayExpired))}`,
    expected: `no entry of ${file} past its day`,
    outcomes: expired.map(({ id }) => id),
  };
}

function judgeCovered({ file, covered }: KnownGaps): RuleResult {
  return {
    name: "baseline-covered",
    passed: covered.length === 0,
    actual:
      covered.length === 0
        ? "0 covered"
        : `${covered.length} covered by now: ${nameSome(covered.map(({ id }) => id))}`,
    expected: `no covered outcome in ${file} (footlights baseline --prune removes them)`,
    outcomes: covered.map(({ id }) => id),
  };
}

function sayExpired({ id, owner, until }: KnownGap): string {
  const whose = owner === undefined ? "" : `, ${owner}`;
  return `${id} (${until ?? ""}${whose})`;
}
