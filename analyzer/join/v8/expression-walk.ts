import {
  type Chain,
  isLogical,
  type LogicalExpression,
  readFormula,
} from "../../inventory/formula.ts";
import { ts } from "../../inventory/syntax.ts";
import type { Counts } from "./counts.ts";
import type { StatementWalk } from "./statement-walk.ts";

/** Deeper code is left alone: the stack would not hold it. */
const depthLimit = 500;

/**
 * V8 counts the right operand of `&&` `||` `??` and both arms of `?:` by themselves; what stands first has
 * the count of the code around it. That is too high after `?.` and behind `&&=`, in default values and in
 * heads of loops: there the first operand's count is taken away.
 */
export class ExpressionWalk {
  readonly #counts: Counts;
  readonly #statements: Pick<StatementWalk, "visitList">;
  #depth = 0;

  constructor(counts: Counts, statements: Pick<StatementWalk, "visitList">) {
    this.#counts = counts;
    this.#statements = statements;
  }

  /**
   * Lowers what is evaluated here, `bound` times at most; `isExact` where V8 counts the place itself.
   * Returns the greatest number of times that it can have been passed.
   */
  visit(node: ts.Node, bound: number, isExact: boolean): number {
    if (isLogical(node)) return this.#visitFormula(node, bound, isExact);
    if (ts.isConditionalExpression(node)) return this.#visitConditional(node, bound, isExact);
    if (ts.isFunctionLike(node)) this.#visitFunction(node);
    else if (ts.isModuleBlock(node)) this.#statements.visitList(node.statements, Infinity);
    else if (ts.isClassLike(node)) this.#visitClass(node, bound, isExact);
    else return this.#visitChildren(node, bound, isExact);
    return bound;
  }

  #visitChildren(node: ts.Node, bound: number, isExact: boolean): number {
    if (++this.#depth > depthLimit) throw new RangeError("nested too deeply");
    const first = findSure(node);
    let passed = bound;
    for (const child of listChildren(node)) {
      if (first === undefined || child === first) passed = this.visit(child, passed, isExact);
      else this.visit(child, passed, false);
    }
    this.#depth--;
    return passed;
  }

  #visitConditional(node: ts.ConditionalExpression, bound: number, isExact: boolean): number {
    const arms = this.#counts.armsOf("cond-expr", node);
    const tested = this.visit(node.condition, bound, isExact);
    const whenTrue = this.visit(node.whenTrue, arms?.[0] ?? tested, true);
    const whenFalse = this.visit(node.whenFalse, arms?.[1] ?? tested, true);
    return Math.min(tested, whenTrue + whenFalse);
  }

  #visitFormula(node: LogicalExpression, bound: number, isExact: boolean): number {
    const arms = this.#counts.armsOf("binary-expr", node);
    const first = arms?.[0];
    if (arms !== undefined && typeof first === "number") {
      arms[0] = isExact ? Math.min(first, bound) : null;
    }
    let passed = bound;
    const visitChain = ({ operands }: Chain): void => {
      for (const operand of operands) {
        if (operand.operands !== undefined) visitChain(operand);
        else if (operand.arm === 0) passed = this.visit(operand.node, bound, isExact);
        else this.visit(operand.node, arms?.[operand.arm] ?? bound, true);
      }
    };
    visitChain(readFormula(node, () => undefined).chain);
    return passed;
  }

  #visitFunction(node: ts.SignatureDeclaration): void {
    for (const parameter of node.parameters) this.visit(parameter, Infinity, false);
    const body: ts.Node | undefined = "body" in node ? node.body : undefined;
    if (body === undefined) return;
    if (ts.isBlock(body)) this.#statements.visitList(body.statements, Infinity);
    else this.visit(body, this.#counts.lower(body, Infinity), true);
  }

  #visitClass(node: ts.ClassLikeDeclaration, bound: number, isExact: boolean): void {
    ts.forEachChild(node, (child) => {
      if (ts.isClassStaticBlockDeclaration(child)) {
        this.#statements.visitList(child.body.statements, Infinity);
      } else if (ts.isPropertyDeclaration(child)) {
        if (child.initializer !== undefined) this.visit(child.initializer, Infinity, true);
      } else this.visit(child, bound, isExact);
    });
  }
}

/** `"a" + "b" + …` may be ten thousand deep to the left: its operands are children of one node here. */
function listChildren(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  let left = node;
  while (isArithmetic(left)) {
    children.push(left.right);
    left = left.left;
  }
  if (children.length > 0) return [left, ...children.toReversed()];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}

function isArithmetic(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && !isLogical(node) && findSureSide(node) === undefined;
}

/** The child that is evaluated whenever the node is, where V8 does not see that the others may not be. */
function findSure(node: ts.Node): ts.Node | undefined {
  if (ts.isOptionalChain(node)) return node.expression;
  if (ts.isBindingElement(node) || ts.isParameter(node)) return node.name;
  if (ts.isShorthandPropertyAssignment(node)) return node.name;
  return ts.isBinaryExpression(node) ? findSureSide(node) : undefined;
}

/** Patterns may hold default values; the right side of `??=` may not be evaluated. */
function findSureSide({ left, operatorToken, right }: ts.BinaryExpression): ts.Node | undefined {
  const { kind } = operatorToken;
  if (kind < ts.SyntaxKind.FirstAssignment || kind > ts.SyntaxKind.LastAssignment) return undefined;
  if (ts.isObjectLiteralExpression(left) || ts.isArrayLiteralExpression(left)) return right;
  return kind === ts.SyntaxKind.EqualsToken ? undefined : left;
}
