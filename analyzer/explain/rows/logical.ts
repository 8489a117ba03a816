import { ts } from "../../inventory/syntax.ts";
import { sayClause } from "../clauses/clause.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";
import { leftOperand } from "../locate.ts";

/** One `&&` or `||`: always short-circuited by its left operand, or never. */
export const logical: Row = {
  kind: "logical",
  say: (gap) => {
    const { decision, outcome } = gap.finding;
    const left = sayCode(decision.condition);
    const goesOn = outcome.label === "continue";
    const node = gap.place?.node;
    if (!node || !ts.isBinaryExpression(node)) {
      const words = goesOn
        ? `always short-circuited by ${left}`
        : `never short-circuited by ${left}`;
      return { cause: `${words}${sayNever(gap)}`, clause: null };
    }
    const isAnd = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
    const right = sayCode(node.right.getText(gap.place.source));
    return {
      cause: goesOn
        ? `always short-circuited by ${left}: ${right} was never evaluated${sayNever(gap)}`
        : `never short-circuited: ${left} was never ${isAnd ? "false" : "true"}${sayNever(gap)}`,
      clause: sayClause(leftOperand(node), goesOn === isAnd, gap.place),
      about: leftOperand(node),
    };
  },
};
