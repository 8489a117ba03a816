import { canComplete } from "../../inventory/completion.ts";
import { ts } from "../../inventory/syntax.ts";
import type { Counts } from "./counts.ts";
import { ExpressionWalk } from "./expression-walk.ts";

/** Lowers counts statement by statement: in a list none runs more often than the one before it was passed. */
export class StatementWalk {
  readonly #counts: Counts;
  readonly #expressions: ExpressionWalk;

  constructor(counts: Counts) {
    this.#counts = counts;
    this.#expressions = new ExpressionWalk(counts, this);
  }

  /** The greatest number of times that control can have passed the end, entered `bound` times at most. */
  visitList(statements: readonly ts.Statement[], bound: number): number {
    let passed = bound;
    let isBehindBlock = false;
    for (const [index, statement] of statements.entries()) {
      const counted = findCounted(statement);
      if (isBehindBlock && counted !== undefined) this.#counts.noteProven("statement", counted);
      this.#boundMissingElse(statement, statements[index + 1]);
      passed = this.#visit(statement, passed);
      if (!idle.has(statement.kind)) isBehindBlock = endsBlock(statement);
    }
    return passed;
  }

  #visit(node: ts.Statement, bound: number): number {
    if (ts.isBlock(node)) return this.visitList(node.statements, bound);
    if (ts.isVariableStatement(node)) return this.#visitDeclarations(node.declarationList, bound);
    const count = this.#counts.lower(node, bound);
    if (ts.isIfStatement(node)) return this.#visitIf(node, count);
    if (ts.isLabeledStatement(node)) this.#visit(node.statement, count);
    else if (ts.isTryStatement(node)) this.#visitTry(node, count);
    else if (ts.isSwitchStatement(node)) this.#visitSwitch(node, count);
    else if (ts.isIterationStatement(node, false)) this.#visitLoop(node, count);
    else return this.#visitSimple(node, count);
    return count;
  }

  #visitSimple(node: ts.Statement, count: number): number {
    const passed = this.#expressions.visit(node, count, true);
    return canComplete(node) ? passed : 0;
  }

  #visitDeclarations({ declarations }: ts.VariableDeclarationList, bound: number): number {
    let passed = bound;
    for (const { name, initializer } of declarations) {
      this.#expressions.visit(name, passed, false);
      if (initializer === undefined) continue;
      const count = this.#counts.lower(initializer, passed);
      passed = this.#expressions.visit(initializer, count, true);
    }
    return passed;
  }

  /**
   * What follows an `if` that never passes its `then` runs as often as the missing `else`. Behind any other it runs as
   * often as both: what V8 counted beside may be what was thrown in the test.
   */
  #boundMissingElse(node: ts.Statement, next: ts.Statement | undefined): void {
    if (!ts.isIfStatement(node) || node.elseStatement !== undefined) return;
    const counted = next && findCounted(next);
    if (counted === undefined) return;
    const arms = this.#counts.armsOf("if", node);
    const [then, other] = arms ?? [];
    const behind = this.#counts.lower(counted, Infinity);
    if (arms === undefined || typeof other !== "number" || behind === Infinity) return;
    this.#counts.noteProven("else", node);
    if (!canComplete(node.thenStatement)) arms[1] = Math.min(other, behind);
    else if (typeof then === "number" && behind < then + other) {
      const least = behind - then;
      arms[1] = behind === 0 ? 0 : least > 0 ? least : null;
    }
  }

  #visitIf(node: ts.IfStatement, count: number): number {
    const { expression, thenStatement, elseStatement } = node;
    const tested = this.#expressions.visit(expression, count, true);
    const arms = this.#lowerArms(node, tested);
    const otherwise = arms?.[1] ?? tested;
    const passedThen = this.#visit(thenStatement, arms?.[0] ?? tested);
    const passedElse =
      elseStatement === undefined ? Math.max(0, otherwise) : this.#visit(elseStatement, otherwise);
    return Math.min(tested, passedThen + passedElse);
  }

  /** V8 counts what it entered: a missing `else` is the rest, an empty statement is nothing to enter. */
  #lowerArms(node: ts.IfStatement, tested: number): readonly (number | null)[] | undefined {
    const { thenStatement, elseStatement } = node;
    const arms = this.#counts.armsOf("if", node);
    if (arms === undefined) return undefined;
    const [then, otherwise] = arms;
    if (elseStatement === undefined && typeof then === "number" && typeof otherwise === "number") {
      arms[1] = Math.min(otherwise, tested - then);
    }
    if (ts.isEmptyStatement(thenStatement)) arms.fill(null);
    if (elseStatement !== undefined && ts.isEmptyStatement(elseStatement)) arms[1] = null;
    return arms;
  }

  #visitTry({ tryBlock, catchClause, finallyBlock }: ts.TryStatement, count: number): void {
    this.visitList(tryBlock.statements, count);
    if (catchClause !== undefined) this.visitList(catchClause.block.statements, Infinity);
    if (finallyBlock !== undefined) this.visitList(finallyBlock.statements, Infinity);
  }

  #visitSwitch({ expression, caseBlock }: ts.SwitchStatement, count: number): void {
    this.#expressions.visit(expression, count, true);
    for (const clause of caseBlock.clauses) {
      if (ts.isCaseClause(clause)) this.#expressions.visit(clause.expression, Infinity, false);
      this.visitList(clause.statements, Infinity);
    }
  }

  /** V8 counts the head of a loop with what is around it, not how often it was evaluated. */
  #visitLoop(node: ts.IterationStatement, count: number): void {
    const once = findEvaluatedOnce(node);
    ts.forEachChild(node, (child) => {
      if (child === node.statement) this.#visit(node.statement, Infinity);
      else if (child !== once) this.#expressions.visit(child, Infinity, false);
      else if (ts.isVariableDeclarationList(child)) this.#visitDeclarations(child, count);
      else this.#expressions.visit(child, count, true);
    });
  }
}

/** Statements that do nothing where they stand. */
const idle: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
]);

/** V8 begins to count anew behind these; behind `do … while` it does so before the test (V8 14, Node 24). */
function endsBlock(node: ts.Statement): boolean {
  if (ts.isLabeledStatement(node)) return endsBlock(node.statement);
  return (
    ts.isBlock(node) ||
    ts.isIfStatement(node) ||
    ts.isSwitchStatement(node) ||
    ts.isTryStatement(node) ||
    (ts.isIterationStatement(node, false) && !ts.isDoStatement(node))
  );
}

/** What is counted of a statement: of a declaration the first value. */
function findCounted(node: ts.Statement): ts.Node | undefined {
  if (!ts.isVariableStatement(node)) return node;
  return node.declarationList.declarations.find(({ initializer }) => initializer)?.initializer;
}

function findEvaluatedOnce(node: ts.IterationStatement): ts.Node | undefined {
  if (ts.isForStatement(node)) return node.initializer;
  return ts.isForOfStatement(node) || ts.isForInStatement(node) ? node.expression : undefined;
}
