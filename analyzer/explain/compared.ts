import { ts } from "ts-morph";
import { bare } from "../modules/bare.ts";
import { findBinding } from "./bindings.ts";

/** A literal that an expression is compared with, and where. */
interface Comparison {
  readonly value: string | number;
  readonly pos: number;
}

type Comparisons = ReadonlyMap<string, readonly Comparison[]>;

const known = new WeakMap<ts.SourceFile, Comparisons>();

/** The literals that an expression is compared with wherever its name means the same, in the order of the text. */
export function comparedWith(
  expression: ts.Expression,
  source: ts.SourceFile,
): readonly (string | number)[] {
  const comparisons = known.get(source) ?? listComparisons(source);
  known.set(source, comparisons);
  let root = expression;
  while (ts.isPropertyAccessExpression(root)) root = bare(root.expression);
  const scope = ts.isIdentifier(root) ? findBinding(root, source) : undefined;
  if (!scope) return [];
  return (comparisons.get(expression.getText(source)) ?? [])
    .filter(({ pos }) => scope.from <= pos && pos < scope.to)
    .map(({ value }) => value);
}

/** By the text of what is compared. Without recursion: code may be nested deeply. */
function listComparisons(source: ts.SourceFile): Comparisons {
  const found = new Map<string, Comparison[]>();
  const add = (subject: ts.Expression, literal: ts.Expression): void => {
    const value = literalOf(literal);
    const inner = bare(subject);
    if (value === undefined || literalOf(inner) !== undefined) return;
    const text = inner.getText(source);
    const same = found.get(text);
    if (same) same.push({ value, pos: subject.pos });
    else found.set(text, [{ value, pos: subject.pos }]);
  };
  const waiting: ts.Node[] = [source];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (ts.isBinaryExpression(node) && isEquality(node.operatorToken.kind)) {
      add(node.left, node.right);
      add(node.right, node.left);
    }
    if (ts.isSwitchStatement(node))
      for (const clause of node.caseBlock.clauses)
        if (ts.isCaseClause(clause)) add(node.expression, clause.expression);
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => {
      children.push(child);
    });
    waiting.push(...children.toReversed());
  }
  return found;
}

function isEquality(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsEqualsToken
  );
}

function literalOf(expression: ts.Expression): string | number | undefined {
  const inner = bare(expression);
  if (ts.isStringLiteralLike(inner)) return inner.text;
  return ts.isNumericLiteral(inner) ? Number(inner.text) : undefined;
}
