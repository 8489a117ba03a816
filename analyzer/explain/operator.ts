import type { ts } from "ts-morph";
import {
  type Chain,
  type Formula,
  isLogical,
  type LogicalExpression,
  type LogicalOperator,
  readFormula,
} from "../inventory/formula.ts";
import type { Decision } from "../model.ts";
import { offsetOf } from "./offset.ts";

/** One operator of a formula, with the operands that the running code has: parentheses are looked through. */
export interface Operator {
  readonly left: ts.Expression;
  readonly right: ts.Expression;
  readonly kind: LogicalOperator;
}

type Operators = ReadonlyMap<string, Operator>;

const NONE: Operators = new Map();
/** By the outermost node of each formula; the nodes inside have none of their own. */
const known = new WeakMap<ts.Node, Operators>();

/** The operator that a `logical` or `nullish` decision is about, in the formula that a node is. */
export function findOperator(
  node: ts.Node,
  decision: Decision,
  source: ts.SourceFile,
): Operator | undefined {
  if (!isLogical(node)) return undefined;
  const operators = known.get(node) ?? readOperators(node, source);
  return operators.get(`${offsetOf(source, decision.start)}:${offsetOf(source, decision.end)}`);
}

function readOperators(root: LogicalExpression, source: ts.SourceFile): Operators {
  const { chain } = readFormula(root, () => false);
  const operators = new Map(
    listOperators(chain).map((operator): readonly [string, Operator] => {
      const { left, right } = operator;
      return [`${left.getStart(source)}:${right.end}`, operator];
    }),
  );
  // A chain leans to the left: `a && b && c` is `(a && b) && c`.
  for (let node: ts.Expression = root.left; isLogical(node); node = node.left)
    known.set(node, NONE);
  known.set(root, operators);
  return operators;
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
