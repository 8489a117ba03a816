import { bare } from "../../modules/bare.ts";
import { ts } from "ts-morph";
import { sayAbsent } from "../absent.ts";
import type { Clause, ClauseSite } from "../clauses/clause.ts";
import { sayClause } from "../clauses/say-clause.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Gap, Row } from "../gap.ts";
import { isLogical } from "../../inventory/formula.ts";

/** A whole `&& || ??` tree as Istanbul counts it: an operand that was never evaluated. */
export const binary: Row = {
  kind: "binary-expr",
  say: (gap) => {
    const { decision } = gap.finding;
    const path = operandPath(gap);
    const place = gap.place;
    const operand = path?.at(-1)?.operand;
    if (!place || !path || !operand)
      return {
        cause: `an operand of ${sayCode(decision.condition)} was never evaluated${sayNever(gap)}`,
        clause: null,
      };
    const clauses = path.flatMap(({ before }) => (before ? [sayStep(before, place)] : []));
    return {
      cause: `${sayCode(operand.getText(place.source))} was never evaluated: short-circuited each time${sayNever(gap)}`,
      clause: clauses.length > 0 ? bothOf(clauses) : null,
    };
  },
};

interface Step {
  readonly operand: ts.Expression;
  /** The operator that must go on to its right side for the operand to be reached. */
  readonly before: ts.BinaryExpression | undefined;
}

/** The way from the root of the tree down to the operand of the outcome, by its place among the arms. */
function operandPath({ siblings, finding, place }: Gap): readonly Step[] | undefined {
  const arm = siblings.findIndex(({ outcome }) => outcome.id === finding.outcome.id);
  let leaf = -1;
  const search = (node: ts.Expression, steps: readonly Step[]): readonly Step[] | undefined => {
    const inner = bare(node);
    if (!isLogical(inner)) {
      leaf += 1;
      return leaf === arm ? [...steps, { operand: inner, before: undefined }] : undefined;
    }
    return (
      search(inner.left, steps) ??
      search(inner.right, [...steps, { operand: inner, before: inner }])
    );
  };
  return place && ts.isExpression(place.node) ? search(place.node, []) : undefined;
}

function sayStep({ left, operatorToken }: ts.BinaryExpression, site: ClauseSite): Clause {
  const operator: ts.SyntaxKind = operatorToken.kind;
  if (operator === ts.SyntaxKind.QuestionQuestionToken) return sayAbsent(left, true, site);
  return sayClause(left, operator === ts.SyntaxKind.AmpersandAmpersandToken, site);
}

function bothOf(clauses: readonly Clause[]): Clause {
  return {
    text: clauses.map(({ text }) => text).join(", and "),
    wishes: clauses.flatMap(({ wishes }) => wishes),
  };
}
