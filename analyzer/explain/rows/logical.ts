import { ts } from "ts-morph";
import { sayClause } from "../clauses/say-clause.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";
import { findOperator } from "../operator.ts";

/** One `&&` or `||`: always short-circuited by its left operand, or never. */
export const logical: Row = {
  kind: "logical",
  say: (gap) => {
    const { place, finding } = gap;
    const { decision, outcome } = finding;
    const left = sayCode(decision.condition);
    const goesOn = outcome.label === "continue";
    const operator = place && findOperator(place.node, decision, place.source);
    if (!operator) {
      const words = goesOn
        ? `always short-circuited by ${left}`
        : `never short-circuited by ${left}`;
      return { cause: `${words}${sayNever(gap)}`, clause: null };
    }
    const isAnd = operator.kind === ts.SyntaxKind.AmpersandAmpersandToken;
    const right = sayCode(operator.right.getText(place.source));
    return {
      cause: goesOn
        ? `always short-circuited by ${left}: ${right} was never evaluated${sayNever(gap)}`
        : `never short-circuited: ${left} was never ${isAnd ? "false" : "true"}${sayNever(gap)}`,
      clause: sayClause(operator.left, goesOn === isAnd, place),
      about: operator.left,
    };
  },
};
