import { ts } from "ts-morph";
import { bare } from "../modules/bare.ts";

/** Values of an expression that cannot reach it: `else` of a comparison, or behind one that returns, throws or goes on. */
export function listRuledOut(
  expression: ts.Expression,
  source: ts.SourceFile,
): ReadonlySet<string | number> {
  const subject = expression.getText(source);
  const found = new Set<string | number>();
  const rule = (condition: ts.Expression): void => {
    const value = comparedWith(condition, subject, source);
    if (value !== undefined) found.add(value);
  };
  const search = (node: ts.Node): void => {
    if (node.pos > expression.pos || node.end < expression.end) return;
    // What was ruled out outside a function holds in it, unless somebody calls it later: then it is no longer known.
    if (ts.isFunctionLike(node)) found.clear();
    if (ts.isIfStatement(node) && holds(node.elseStatement, expression)) rule(node.expression);
    if (ts.isBlock(node))
      for (const statement of node.statements) {
        if (statement.end > expression.pos) break;
        if (ts.isIfStatement(statement) && leaves(statement.thenStatement))
          rule(statement.expression);
      }
    ts.forEachChild(node, search);
  };
  search(source);
  return found;
}

function holds(node: ts.Node | undefined, inner: ts.Node): boolean {
  return node !== undefined && node.pos <= inner.pos && inner.end <= node.end;
}

function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return (
    last !== undefined &&
    (ts.isReturnStatement(last) ||
      ts.isThrowStatement(last) ||
      ts.isContinueStatement(last) ||
      ts.isBreakStatement(last))
  );
}

/** The literal of `subject === literal`, either way round. */
function comparedWith(
  condition: ts.Expression,
  subject: string,
  source: ts.SourceFile,
): string | number | undefined {
  const test = bare(condition);
  if (!ts.isBinaryExpression(test)) return undefined;
  const operator: ts.SyntaxKind = test.operatorToken.kind;
  if (operator !== ts.SyntaxKind.EqualsEqualsEqualsToken) return undefined;
  const sides = [bare(test.left), bare(test.right)];
  if (!sides.some((side) => side.getText(source) === subject)) return undefined;
  const literal = sides.find((side) => ts.isStringLiteralLike(side) || ts.isNumericLiteral(side));
  if (literal === undefined) return undefined;
  if (ts.isStringLiteralLike(literal)) return literal.text;
  return ts.isNumericLiteral(literal) ? Number(literal.text) : undefined;
}
