import {
  type Chain,
  type Formula,
  isLogical,
  type LogicalOperator,
  readFormula,
} from "../inventory/formula.ts";
import type { ts } from "../inventory/syntax.ts";
import type { Decision } from "../model.ts";
import { offsetOf } from "./offset.ts";

/** One operator of a formula, with the operands that the running code has: parentheses are looked through. */
export interface Operator {
  readonly left: ts.Expression;
  readonly right: ts.Expression;
  readonly kind: LogicalOperator;
}

/** The operator that a `logical` or `nullish` decision is about, in the formula it was located in. */
export function findOperator(
  node: ts.Node,
  decision: Decision,
  source: ts.SourceFile,
): Operator | undefined {
  if (!isLogical(node)) return undefined;
  const from = offsetOf(source, decision.start);
  const to = offsetOf(source, decision.end);
  const { chain } = readFormula(node, () => false);
  return listOperators(chain).find(
    ({ left, right }) => left.getStart(source) === from && right.end === to,
  );
}

function listOperators(chain: Chain): readonly Operator[] {
  const own = chain.operands.slice(1).map((right, index) => ({
    left: (chain.operands[index] ?? right).node,
    right: right.node,
    kind: chain.operator,
  }));
  return [...own, ...chain.operands.flatMap(listInner)];
}

function listInner(operand: Formula): readonly Operator[] {
  return operand.operands === undefined ? [] : listOperators(operand);
}
