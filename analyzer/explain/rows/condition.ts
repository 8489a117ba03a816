import { ts } from "ts-morph";
import { sayClause } from "../clauses/say-clause.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";

/** The last operand of a formula: never true, never false. */
export const condition: Row = {
  kind: "condition",
  say: (gap) => {
    const { decision, outcome } = gap.finding;
    const wanted = outcome.label === "true";
    const node = gap.place?.node;
    return {
      cause: `${sayCode(decision.condition)} was never ${wanted}${sayNever(gap)}`,
      clause: node && ts.isExpression(node) ? sayClause(node, wanted, gap.place) : null,
      about: node,
    };
  },
};
