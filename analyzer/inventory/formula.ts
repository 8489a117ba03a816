import { isBinaryExpression, SyntaxKind, type ts } from "./syntax.ts";
import { isTransparent, unwrapParentheses } from "./transparent.ts";

export type LogicalOperator =
  | ts.SyntaxKind.AmpersandAmpersandToken
  | ts.SyntaxKind.BarBarToken
  | ts.SyntaxKind.QuestionQuestionToken;

export interface LogicalExpression extends ts.BinaryExpression {
  readonly operatorToken: ts.Token<LogicalOperator>;
}

/** One operand of a formula: a leaf, or a chain of operands under one operator. */
export type Formula = Leaf | Chain;

export interface Leaf {
  readonly node: ts.Expression;
  /** Position among the leaves that have an arm, left to right; -1 where an ignore hint takes the arm away. */
  readonly arm: number;
  readonly operands?: undefined;
}

export interface Chain {
  readonly node: ts.Expression;
  /** Arm of the first leaf inside: that leaf runs whenever the chain does. */
  readonly arm: number;
  readonly operator: LogicalOperator;
  /** At least two. */
  readonly operands: readonly Formula[];
}

/** Whether an ignore hint stands before an operand. */
export type IsDropped = (operand: ts.Expression) => boolean;

export function isLogical(node: ts.Node): node is LogicalExpression {
  if (!isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return (
    kind === SyntaxKind.AmpersandAmpersandToken ||
    kind === SyntaxKind.BarBarToken ||
    kind === SyntaxKind.QuestionQuestionToken
  );
}

/** The formula inside parentheses and casts, if one stands there. */
export function unwrapToLogical(node: ts.Expression): LogicalExpression | undefined {
  let core = node;
  while (isTransparent(core)) core = core.expression;
  return isLogical(core) ? core : undefined;
}

/** The maximal formula at a node, with parentheses and casts looked through: as the running code has it. */
export function readFormula(
  root: LogicalExpression,
  isDropped: IsDropped,
): { readonly chain: Chain; readonly arms: number } {
  let arms = 0;
  const read = (node: ts.Expression): Formula => {
    if (isDropped(node)) return { node, arm: -1 };
    const core = unwrapToLogical(node);
    return core === undefined ? { node, arm: arms++ } : readChain(core);
  };
  const readChain = (core: LogicalExpression): Chain => {
    const operands = listOperands(core, isDropped).map(read);
    return { node: core, arm: operands[0]?.arm ?? -1, operator: core.operatorToken.kind, operands };
  };
  return { chain: readChain(root), arms };
}

/** Operands of equal operators, left to right; the left side may be deep, so it is not descended by recursion. */
function listOperands(root: LogicalExpression, isDropped: IsDropped): readonly ts.Expression[] {
  const operands: ts.Expression[] = [];
  const stack: ts.Expression[] = [root.right, root.left];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const core = isDropped(node) ? undefined : unwrapToLogical(node);
    if (core?.operatorToken.kind === root.operatorToken.kind) stack.push(core.right, core.left);
    else operands.push(node);
  }
  return operands;
}

/** The leaves that Babel sees from this node on: a cast is a leaf, whatever stands in it. */
export function listWrittenLeaves(
  root: LogicalExpression,
  isDropped: IsDropped,
): readonly ts.Expression[] {
  const leaves: ts.Expression[] = [];
  const stack: ts.Expression[] = [root.right, root.left];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const core = unwrapParentheses(node);
    if (isLogical(core) && !isDropped(node)) stack.push(core.right, core.left);
    else leaves.push(node);
  }
  return leaves;
}
