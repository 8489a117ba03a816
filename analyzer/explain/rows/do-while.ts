import { ts } from "ts-morph";
import { clauseOf } from "../clauses/clause.ts";
import { sayClause } from "../clauses/say-clause.ts";
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
    const test = node && ts.isDoStatement(node) ? node.expression : undefined;
    return {
      cause: `${name} ${repeats ? "never repeated" : "was never left by its condition"}${sayNever(gap, "pass")}`,
      clause:
        test && gap.place
          ? clauseOf(`${sayClause(test, repeats, gap.place).text} after the first pass`)
          : null,
    };
  },
};
