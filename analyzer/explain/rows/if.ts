import { ts } from "ts-morph";
import { sayClause } from "../clauses/say-clause.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";

/** `if`: never true, never false. */
export const ifRow: Row = {
  kind: "if",
  say: (gap) => {
    const { decision, outcome } = gap.finding;
    const wanted = outcome.label === "then";
    const node = gap.place?.node;
    const condition = node && ts.isIfStatement(node) ? node.expression : undefined;
    return {
      cause: `${sayCode(`if (${decision.condition})`)} was never ${wanted}${sayNever(gap)}`,
      clause: condition && gap.place ? sayClause(condition, wanted, gap.place) : null,
      about: condition,
    };
  },
};
