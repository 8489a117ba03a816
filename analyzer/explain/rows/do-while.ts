import { ts } from "../../inventory/syntax.ts";
import { sayClause } from "../clauses/clause.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";

/** `do ... while`: never repeated, or never left by its condition. */
export const doWhile: Row = {
  kind: "do-while",
  say: (gap) => {
    const { decision, outcome } = gap.finding;
    const repeats = outcome.label === "repeat";
    const name = sayCode(`do … while (${decision.condition})`);
    const node = gap.place?.node;
    return {
      cause: `${name} ${repeats ? "never repeated" : "was never left by its condition"}${sayNever(gap, "pass")}`,
      clause:
        node && ts.isDoStatement(node)
          ? `${sayClause(node.expression, repeats, gap.place)} after the first pass`
          : null,
    };
  },
};
