import { ts } from "../../inventory/syntax.ts";
import { sayAbsent } from "../absent.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";
import { leftOperand } from "../locate.ts";

/** One `??`: its left operand was never nullish, or always. */
export const nullish: Row = {
  kind: "nullish",
  say: (gap) => {
    const { decision, outcome } = gap.finding;
    const isNullish = outcome.label === "nullish";
    const left = sayCode(decision.condition);
    const node = gap.place?.node;
    const operand = node && ts.isBinaryExpression(node) ? leftOperand(node) : undefined;
    return {
      cause: isNullish
        ? `${left} was never null or undefined: the right side of \`??\` was never used${sayNever(gap)}`
        : `${left} was always null or undefined: the right side of \`??\` was used each time${sayNever(gap)}`,
      clause: operand && gap.place ? sayAbsent(operand, isNullish, gap.place) : null,
      about: operand,
    };
  },
};
