import { KNOWN } from "../known-gaps.ts";
import { nameSome } from "../name-some.ts";
import { outcomesOf } from "../outcomes.ts";
import type { Rule } from "../rule.ts";

/** What stands for the reason of an ignored outcome whose hint gives none: the hint itself. */
const BARE_HINT = /^(?:istanbul|v8|c8|node:coverage)\s+(?:ignore|disable)/;

/** Every hint that takes outcomes out of the measurement says why. */
export const hintsWithReason: Rule = {
  check: ({ report, limits }) => {
    if (limits.hintsNeedReason !== true) return [];
    const ignored = [...outcomesOf(report)].filter(
      ({ outcome }) => outcome.status === "ignored" && outcome.reason !== KNOWN,
    );
    const bare = ignored.filter(({ outcome }) => BARE_HINT.test(outcome.reason ?? ""));
    const places = new Set(bare.map(({ file, decision }) => `${file.path}:${decision.start.line}`));
    return [
      {
        name: "hints-with-reason",
        passed: bare.length === 0,
        actual:
          bare.length === 0
            ? `${ignored.length} ignored outcomes with a reason`
            : `${bare.length} ignored without a reason: ${nameSome([...places])}`,
        expected: 'a reason behind " -- " in every ignore hint',
        outcomes: bare.map(({ outcome }) => outcome.id),
      },
    ];
  },
};
