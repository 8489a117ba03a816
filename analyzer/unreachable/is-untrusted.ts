import { ts } from "ts-morph";

/**
 * Says whether a value may be other than its type claims: at an actor's door, where callers are not
 * compiled with it, and where the source says `as` or `any` on the way.
 */
export function isUntrusted(
  expression: ts.Expression,
  isEntry: (unit: ts.Node) => boolean,
  checker: ts.TypeChecker,
): boolean {
  const root = rootOf(expression);
  if (root === undefined) return true;
  if (!ts.isIdentifier(root)) return false;
  const declaration = checker.getSymbolAtLocation(root)?.valueDeclaration;
  if (declaration === undefined) return true;
  const owner = ownerOf(declaration);
  if (ts.isParameter(owner)) return isEntry(owner.parent);
  if (!ts.isVariableDeclaration(owner) || owner.initializer === undefined) return false;
  const { initializer } = owner;
  if (ts.isAsExpression(initializer) || ts.isTypeAssertionExpression(initializer)) return true;
  if ((checker.getTypeAtLocation(initializer).flags & ts.TypeFlags.Any) !== 0) return true;
  const isAlias = ts.isIdentifier(initializer) || ts.isPropertyAccessExpression(initializer);
  return isAlias && isUntrusted(initializer, isEntry, checker);
}

/** The variable at the left end of `a.b.c`; undefined where a cast stands in between. */
function rootOf(expression: ts.Expression): ts.Expression | undefined {
  if (ts.isAsExpression(expression) || ts.isTypeAssertionExpression(expression)) return undefined;
  if (ts.isParenthesizedExpression(expression) || ts.isNonNullExpression(expression))
    return rootOf(expression.expression);
  if (ts.isPropertyAccessExpression(expression) || ts.isElementAccessExpression(expression))
    return rootOf(expression.expression);
  return expression;
}

/** The parameter or variable that a destructured name belongs to. */
function ownerOf(declaration: ts.Declaration): ts.Declaration {
  return ts.isBindingElement(declaration) ? ownerOf(declaration.parent.parent) : declaration;
}
