import { ts } from "ts-morph";
import { sayClause } from "../clauses/say-clause.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";

/** `c ? a : b`: never true, never false. */
export const conditional: Row = {
  kind: "cond-expr",
  say: (gap) => {
    const { decision, outcome } = gap.finding;
    const wanted = outcome.label === "true";
    const node = gap.place?.node;
    const condition = node && ts.isConditionalExpression(node) ? node.condition : undefined;
    return {
      cause: `${sayCode(`${decision.condition} ?`)} was never ${wanted}${sayNever(gap)}`,
      clause: condition && gap.place ? sayClause(condition, wanted, gap.place) : null,
      about: condition,
    };
  },
};
