import { ts } from "ts-morph";
import { sayCode } from "../../explain/code.ts";
import { isLogical } from "../../inventory/formula.ts";
import type { Completes } from "./completion.ts";
import { testOf } from "./completion.ts";
import type { Evaluate } from "./evaluate.ts";

/** Code that never runs, and why. */
export interface DeadCode {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** What certain values are told by. */
export interface Certain {
  readonly source: ts.SourceFile;
  readonly evaluate: Evaluate;
  readonly completes: Completes;
}

/** "`DEBUG` is always false". */
export function sayAlways(
  expression: ts.Expression,
  truthy: boolean,
  source: ts.SourceFile,
): string {
  return `${sayCode(expression.getText(source))} is always ${truthy ? "true" : "false"}`;
}

/** Lists the code that never runs, outermost pieces only, in the order of the text. */
export function listDeadCode(certain: Certain): readonly DeadCode[] {
  const found: DeadCode[] = [];
  const visit = (node: ts.Node): void => {
    const dead = piecesOf(node, certain);
    for (const { node: piece, reason } of dead)
      found.push({ from: piece.getStart(certain.source), to: piece.end, reason });
    ts.forEachChild(node, (child) => {
      if (!dead.some(({ node: piece }) => piece === child)) visit(child);
    });
  };
  visit(certain.source);
  return found;
}

interface Piece {
  readonly node: ts.Node;
  readonly reason: string;
}

/** The children of a node that never run. */
function piecesOf(node: ts.Node, certain: Certain): readonly Piece[] {
  if (ts.isBlock(node) || ts.isSourceFile(node) || ts.isModuleBlock(node))
    return listUnreached(node.statements, certain);
  if (ts.isCaseOrDefaultClause(node)) return listUnreached(node.statements, certain);
  if (ts.isIfStatement(node))
    return pick(node.expression, [node.thenStatement, node.elseStatement], certain);
  if (ts.isConditionalExpression(node))
    return pick(node.condition, [node.whenTrue, node.whenFalse], certain);
  if (isLogical(node)) return pickRight(node, certain);
  if (ts.isForStatement(node) || ts.isWhileStatement(node)) {
    const test = testOf(node);
    if (test === undefined || test === "each") return [];
    const body = pick(test, [node.statement, undefined], certain);
    const next = ts.isForStatement(node) && node.incrementor;
    return next && body[0] ? [...body, { node: next, reason: body[0].reason }] : body;
  }
  return [];
}

/** The one of two ways that is never taken. */
function pick(
  condition: ts.Expression,
  [whenTrue, whenFalse]: readonly [ts.Node | undefined, ts.Node | undefined],
  { evaluate, source }: Certain,
): readonly Piece[] {
  const { truthy } = evaluate(condition);
  const node = truthy === true ? whenFalse : truthy === false ? whenTrue : undefined;
  return node && truthy !== undefined
    ? [{ node, reason: sayAlways(condition, truthy, source) }]
    : [];
}

function pickRight(
  { left, operatorToken, right }: ts.BinaryExpression,
  { evaluate, source }: Certain,
): readonly Piece[] {
  const operator: ts.SyntaxKind = operatorToken.kind;
  const { truthy, nullish } = evaluate(left);
  if (operator === ts.SyntaxKind.QuestionQuestionToken)
    return nullish === false
      ? [{ node: right, reason: `${sayCode(left.getText(source))} is never null or undefined` }]
      : [];
  const stops = operator === ts.SyntaxKind.BarBarToken;
  return truthy === stops ? [{ node: right, reason: sayAlways(left, truthy, source) }] : [];
}

/** Statements behind one that control cannot pass. Functions among them can be called from before. */
function listUnreached(
  statements: readonly ts.Statement[],
  { completes, source }: Certain,
): readonly Piece[] {
  const last = statements.findIndex((statement) => !completes(statement));
  if (last === -1 || last === statements.length - 1) return [];
  const stop = statements[last];
  const line = stop && source.getLineAndCharacterOfPosition(stop.getStart(source)).line + 1;
  return statements
    .slice(last + 1)
    .filter((statement) => !ts.isFunctionDeclaration(statement))
    .map((node) => ({ node, reason: `nothing passes line ${line}` }));
}
