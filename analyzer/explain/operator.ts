import type { ts } from "ts-morph";
import { bare } from "../modules/bare.ts";
import { isLogical, type LogicalExpression, type LogicalOperator } from "../inventory/formula.ts";
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
  const operators = new Map<string, Operator>();
  const waiting = [root];
  for (let chain = waiting.pop(); chain; chain = waiting.pop()) {
    const operands = listOperands(chain);
    for (const [index, operand] of operands.entries()) {
      // A formula inside has no parentheses for the running code.
      const inner = bare(operand);
      if (isLogical(inner)) waiting.push(inner);
      const right = operands[index + 1];
      if (right) addOperator(operators, [operand, right], { chain, source });
    }
  }
  // A chain leans to the left: `a && b && c` is `(a && b) && c`.
  for (let node: ts.Expression = root.left; isLogical(node); node = node.left)
    known.set(node, NONE);
  known.set(root, operators);
  return operators;
}

function addOperator(
  operators: Map<string, Operator>,
  operands: readonly [left: ts.Expression, right: ts.Expression],
  { chain, source }: { readonly chain: LogicalExpression; readonly source: ts.SourceFile },
): void {
  const [left, right] = operands.map(coreOf);
  if (left && right)
    operators.set(`${left.getStart(source)}:${right.end}`, {
      left,
      right,
      kind: chain.operatorToken.kind,
    });
}

/** Only around a formula are parentheses and casts looked through. */
function coreOf(operand: ts.Expression): ts.Expression {
  const inner = bare(operand);
  return isLogical(inner) ? inner : operand;
}

/** The operands of one operator, left to right; a chain may be thousands long. */
function listOperands(root: LogicalExpression): readonly ts.Expression[] {
  const operands: ts.Expression[] = [];
  const stack: ts.Expression[] = [root.right, root.left];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const inner = bare(node);
    if (isLogical(inner) && inner.operatorToken.kind === root.operatorToken.kind)
      stack.push(inner.right, inner.left);
    else operands.push(node);
  }
  return operands;
}
