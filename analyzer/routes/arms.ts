import { ts } from "ts-morph";
import { narrow, type Context, type ExpressionReader } from "./narrowing.ts";
import { switchContexts } from "./switch-contexts.ts";

/** A stretch of code that runs only under a condition, and what that tells of the message. */
export interface Arm {
  readonly from: number;
  readonly to: number;
  /** The code, in order. */
  readonly nodes: readonly ts.Node[];
  readonly known: Context;
}

/** A construct that runs its condition, then some of its arms. */
export interface Branching {
  readonly condition: ts.Expression;
  /** Computed after the condition was walked, because it may assign names. */
  readonly arms: (reader: ExpressionReader) => readonly Arm[];
  /** True where each arm is chosen by a value. */
  readonly dispatches: boolean;
}

/** Reads `if`, `switch`, `?:`, `&&` and `||`; undefined for anything else. */
export function branchingOf(node: ts.Node): Branching | undefined {
  if (ts.isIfStatement(node)) return split(node.expression, node.thenStatement, node.elseStatement);
  if (ts.isConditionalExpression(node)) return split(node.condition, node.whenTrue, node.whenFalse);
  if (ts.isSwitchStatement(node))
    return {
      condition: node.expression,
      arms: (reader) => listClauses(node, reader),
      dispatches: true,
    };
  if (!ts.isBinaryExpression(node)) return undefined;
  const operator: ts.SyntaxKind = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken)
    return split(node.left, node.right, undefined);
  return operator === ts.SyntaxKind.BarBarToken
    ? split(node.left, undefined, node.right)
    : undefined;
}

function split(
  condition: ts.Expression,
  whenTrue: ts.Node | undefined,
  whenFalse: ts.Node | undefined,
): Branching {
  return {
    condition,
    arms: (reader) => {
      const known = narrow(condition, reader);
      return [
        ...(whenTrue ? [armOf(whenTrue, known.whenTrue)] : []),
        ...(whenFalse ? [armOf(whenFalse, known.whenFalse)] : []),
      ];
    },
    dispatches: false,
  };
}

function armOf(node: ts.Node, known: Context): Arm {
  return { from: node.pos, to: node.end, nodes: [node], known };
}

function listClauses(node: ts.SwitchStatement, reader: ExpressionReader): readonly Arm[] {
  const contexts = switchContexts(node, reader);
  return node.caseBlock.clauses.map((clause, index) => ({
    from: clause.pos,
    to: clause.end,
    nodes: [...(ts.isCaseClause(clause) ? [clause.expression] : []), ...clause.statements],
    known: contexts[index] ?? [],
  }));
}
