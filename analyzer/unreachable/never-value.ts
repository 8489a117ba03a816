import { ts } from "ts-morph";

/** Words that code for the impossible has near its start; looked for before any type is asked. */
const MARKS = /\bnever\b|assert|unreachable|exhaust|absurd|impossible|unexpected/i;
/** Characters of an outcome that are looked at. */
const MOST_CHARACTERS = 200;

/** Says whether the text at an outcome's start looks as if it were for what cannot be. */
export function looksImpossible(text: string, offset: number): boolean {
  return MARKS.test(text.slice(offset, offset + MOST_CHARACTERS));
}

/**
 * The value that has no type left where an outcome begins: what is passed to `assertNever(x)`, put into a
 * `const n: never = x`, or held against `satisfies never`. Undefined where the types leave a possibility.
 */
export function findNeverValue(
  tree: ts.SourceFile,
  offset: number,
  checker: ts.TypeChecker,
): ts.Expression | undefined {
  const [first] = statementsAt(tree, offset);
  if (first === undefined) return undefined;
  // `x as never` says so and proves nothing.
  const isNever = (value: ts.Expression): boolean =>
    !ts.isAsExpression(value) &&
    (checker.getTypeAtLocation(value).flags & ts.TypeFlags.Never) !== 0;
  return valuesOf(first).find(isNever);
}

/** The statements that an outcome's code consists of: of a clause, of a block, or the one. */
function statementsAt(tree: ts.SourceFile, offset: number): readonly ts.Statement[] {
  let found: readonly ts.Statement[] = [];
  const search = (node: ts.Node): void => {
    if (node.pos > offset || node.end <= offset) return;
    if (node.getStart(tree) === offset) {
      if (ts.isCaseOrDefaultClause(node) || ts.isBlock(node)) found = node.statements;
      else if (ts.isStatement(node) && found.length === 0) found = [node];
    }
    ts.forEachChild(node, search);
  };
  search(tree);
  const [only, ...others] = found;
  return only && others.length === 0 && ts.isBlock(only) ? only.statements : found;
}

function valuesOf(statement: ts.Statement): readonly ts.Expression[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ initializer }) => initializer ?? []);
  const expression =
    ts.isExpressionStatement(statement) ||
    ts.isReturnStatement(statement) ||
    ts.isThrowStatement(statement)
      ? statement.expression
      : undefined;
  if (expression === undefined) return [];
  if (ts.isSatisfiesExpression(expression)) return [expression.expression];
  if (ts.isCallExpression(expression) || ts.isNewExpression(expression))
    return (expression.arguments ?? []).flatMap((argument) => argument);
  return [];
}
