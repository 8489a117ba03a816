import { sayAbsent } from "../absent.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";
import { findOperator } from "../operator.ts";

/** One `??`: its left operand was never nullish, or always. */
export const nullish: Row = {
  kind: "nullish",
  say: (gap) => {
    const { place, finding } = gap;
    const { decision, outcome } = finding;
    const isNullish = outcome.label === "nullish";
    const left = sayCode(decision.condition);
    const operator = place && findOperator(place.node, decision, place.source);
    return {
      cause: isNullish
        ? `${left} was never null or undefined: the right side of \`??\` was never used${sayNever(gap)}`
        : `${left} was always null or undefined: the right side of \`??\` was used each time${sayNever(gap)}`,
      clause: operator ? sayAbsent(operator.left, isNullish, place) : null,
      about: operator?.left,
    };
  },
};
