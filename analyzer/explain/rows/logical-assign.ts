import { ts } from "ts-morph";
import { sayAbsent } from "../absent.ts";
import { sayClause } from "../clauses/say-clause.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Row } from "../gap.ts";

/** `??=`, `||=` and `&&=`: never assigned, or always. */
export const logicalAssign: Row = {
  kind: "logical-assign",
  say: (gap) => {
    const { decision, outcome } = gap.finding;
    const assigns = outcome.label === "assign";
    const target = sayCode(decision.condition);
    const cause = `${target} was ${assigns ? "never assigned" : "assigned each time, never kept"}${sayNever(gap)}`;
    const node = gap.place?.node;
    if (!node || !ts.isBinaryExpression(node)) return { cause, clause: null };
    const operator: ts.SyntaxKind = node.operatorToken.kind;
    const clause =
      operator === ts.SyntaxKind.QuestionQuestionEqualsToken
        ? sayAbsent(node.left, assigns, gap.place)
        : sayClause(
            node.left,
            assigns === (operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken),
            gap.place,
          );
    return { cause, clause };
  },
};
