import type { Ignored } from "../model.ts";
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
  /** The ignore hint before it, or before a formula it is a part of. */
  readonly hint: Ignored | undefined;
  readonly operands?: undefined;
}

export interface Chain {
  readonly node: ts.Expression;
  /** Arm of the first leaf inside: that leaf runs whenever the chain does. */
  readonly arm: number;
  readonly hint: Ignored | undefined;
  readonly operator: LogicalOperator;
  /** At least two. */
  readonly operands: readonly Formula[];
}

/** The ignore hint before an operand. */
export type HintBefore = (operand: ts.Expression) => Ignored | undefined;

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

/**
 * The maximal formula at a node, with parentheses and casts looked through: as the running code has it.
 * An ignore hint takes arms away and nothing else: ids do not depend on comments.
 */
export function readFormula(
  root: LogicalExpression,
  hintBefore: HintBefore,
): { readonly chain: Chain; readonly arms: number } {
  let arms = 0;
  const read = (operand: Operand): Formula => {
    const { node, hint } = operand;
    const core = findFormula(operand);
    if (core !== undefined) return readChain(core, hint);
    return { node, arm: hint === undefined ? arms++ : -1, hint };
  };
  const readChain = (core: LogicalExpression, hint: Ignored | undefined): Chain => {
    const operands = listOperands({ node: core, hint }, hintBefore).map(read);
    const operator = core.operatorToken.kind;
    return { node: core, arm: operands[0]?.arm ?? -1, hint, operator, operands };
  };
  return { chain: readChain(root, undefined), arms };
}

interface Operand<Node = ts.Expression> {
  readonly node: Node;
  readonly hint: Ignored | undefined;
}

/** The formula that an operand is; behind a hint, a cast ends it, as for Babel. */
function findFormula({ node, hint }: Operand): LogicalExpression | undefined {
  if (hint === undefined) return unwrapToLogical(node);
  const core = unwrapParentheses(node);
  return isLogical(core) ? core : undefined;
}

/** Operands of equal operators, left to right; the left side may be deep, so it is not descended by recursion. */
function listOperands(
  root: Operand<LogicalExpression>,
  hintBefore: HintBefore,
): readonly Operand[] {
  const operator = root.node.operatorToken.kind;
  const operands: Operand[] = [];
  const stack: Operand[] = [];
  const push = (node: ts.Expression, around: Ignored | undefined): void => {
    stack.push({ node, hint: around ?? hintBefore(node) });
  };
  push(root.node.right, root.hint);
  push(root.node.left, root.hint);
  for (let operand = stack.pop(); operand !== undefined; operand = stack.pop()) {
    const core = findFormula(operand);
    if (core?.operatorToken.kind === operator) {
      push(core.right, operand.hint);
      push(core.left, operand.hint);
    } else operands.push(operand);
  }
  return operands;
}

/** The leaves that Babel sees from this node on: a cast is a leaf, whatever stands in it. */
export function listWrittenLeaves(
  root: LogicalExpression,
  hintBefore: HintBefore,
): readonly ts.Expression[] {
  const leaves: ts.Expression[] = [];
  const stack: ts.Expression[] = [root.right, root.left];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const core = unwrapParentheses(node);
    if (isLogical(core) && hintBefore(node) === undefined) stack.push(core.right, core.left);
    else leaves.push(node);
  }
  return leaves;
}
