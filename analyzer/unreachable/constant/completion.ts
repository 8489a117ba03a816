import { ts } from "ts-morph";
import type { Evaluate } from "./evaluate.ts";
import type { FunctionCode, Names } from "./names.ts";

/** Says whether control can run past the end of a statement; true where that is not certain. */
export type Completes = (statement: ts.Statement) => boolean;

/** Follows literal conditions, endless loops, and calls of functions that throw in the end, whatever runs. */
export function createCompletes(evaluate: Evaluate, names: Names): Completes {
  const completes: Completes = remember((statement) => judgeStatement(statement));
  const judgeStatement = (statement: ts.Statement): boolean => {
    if (isJump(statement)) return false;
    if (ts.isBlock(statement)) return statement.statements.every(completes);
    if (ts.isExpressionStatement(statement)) return returns(statement.expression);
    if (ts.isIfStatement(statement)) return judgeIf(statement, evaluate, completes);
    if (ts.isTryStatement(statement)) return judgeTry(statement, completes);
    return !ts.isIterationStatement(statement, false) || !isEndless(statement, evaluate);
  };
  const returns = (expression: ts.Expression): boolean => {
    const isAwaited = ts.isAwaitExpression(expression);
    const call = isAwaited ? expression.expression : expression;
    if (!ts.isCallExpression(call) || call.questionDotToken) return true;
    const code = names.calledBy(call);
    if (code === undefined) return true;
    // Who does not wait for a promise goes on, whatever becomes of it.
    return code === "never" ? false : isAsync(code) !== isAwaited || codeReturns(code);
  };
  const codeReturns = remember(({ body, asteriskToken }: FunctionCode): boolean => {
    if (!body || asteriskToken) return true;
    if (!ts.isBlock(body)) return returns(body);
    return completes(body) || contains(body, ts.isReturnStatement);
  });
  return completes;
}

/** Judges each node once; while one is judged nothing is certain of it, as of a function that calls itself. */
function remember<Node extends ts.Node>(judge: (node: Node) => boolean): (node: Node) => boolean {
  const results = new Map<Node, boolean>();
  return (node) => {
    const known = results.get(node);
    if (known !== undefined) return known;
    results.set(node, true);
    const result = judge(node);
    results.set(node, result);
    return result;
  };
}

function isJump(statement: ts.Statement): boolean {
  return (
    ts.isReturnStatement(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isBreakStatement(statement) ||
    ts.isContinueStatement(statement)
  );
}

function judgeIf(
  { expression, thenStatement, elseStatement }: ts.IfStatement,
  evaluate: Evaluate,
  completes: Completes,
): boolean {
  const { truthy } = evaluate(expression);
  const thenCompletes = truthy !== false && completes(thenStatement);
  const elseCompletes =
    truthy !== true && (elseStatement === undefined || completes(elseStatement));
  return thenCompletes || elseCompletes;
}

function judgeTry(
  { tryBlock, catchClause, finallyBlock }: ts.TryStatement,
  completes: Completes,
): boolean {
  if (finallyBlock && !completes(finallyBlock)) return false;
  return completes(tryBlock) || (catchClause !== undefined && completes(catchClause.block));
}

/** A loop that only a return, a throw or a jump to another label leaves. */
function isEndless(loop: ts.IterationStatement, evaluate: Evaluate): boolean {
  const test = testOf(loop);
  if (test === "each" || (test !== undefined && evaluate(test).truthy !== true)) return false;
  return !breaks(loop.statement);
}

/** What a loop tests before or after each pass; `each` where it runs through something. */
export function testOf(loop: ts.IterationStatement): ts.Expression | "each" | undefined {
  if (ts.isForStatement(loop)) return loop.condition;
  return ts.isWhileStatement(loop) || ts.isDoStatement(loop) ? loop.expression : "each";
}

/** A `break` for this loop, or one with a label: it may be for this loop too. */
function breaks(node: ts.Node): boolean {
  if (ts.isBreakStatement(node)) return true;
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  // A `break` inside of these is theirs; with a label it is not.
  if (ts.isIterationStatement(node, false) || ts.isSwitchStatement(node))
    return contains(node, (inner) => ts.isBreakStatement(inner) && inner.label !== undefined);
  return ts.forEachChild(node, (child) => breaks(child) || undefined) ?? false;
}

/** Whether something stands in a function, functions inside of it left out. */
function contains(node: ts.Node, is: (node: ts.Node) => boolean): boolean {
  const search = (child: ts.Node): true | undefined => {
    if (is(child)) return true;
    return ts.isFunctionLike(child) ? undefined : ts.forEachChild(child, search);
  };
  return ts.forEachChild(node, search) ?? false;
}

function isAsync({ modifiers }: FunctionCode): boolean {
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
}
