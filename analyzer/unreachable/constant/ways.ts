import { ts } from "ts-morph";
import { sayCode } from "../../explain/code.ts";
import { findOperator } from "../../explain/operator.ts";
import type { Decision, Outcome } from "../../model.ts";
import { testOf } from "./completion.ts";
import { type Certain, sayAlways } from "./dead-code.ts";

/** Labels of the ways that are closed where a condition is always true, and where it is always false. */
const CLOSED: Partial<
  Record<Decision["kind"], readonly [whenTrue: string[], whenFalse: string[]]>
> = {
  if: [["else"], ["then"]],
  "cond-expr": [["false"], ["true"]],
  condition: [["false"], ["true"]],
  loop: [["zero"], ["entered", "repeated"]],
  "do-while": [["exit"], ["repeat"]],
};

/** Why a decision never takes one of its ways: what it asks about is a constant. Undefined where it may. */
export function findClosedWay(
  node: ts.Node,
  { decision, outcome }: { readonly decision: Decision; readonly outcome: Outcome },
  certain: Certain,
): string | undefined {
  const { kind } = decision;
  if (kind === "logical" || kind === "nullish")
    return closedOperator(node, decision, outcome, certain);
  if (kind === "optional-chain") return closedLink(node, outcome, certain);
  if (ts.isSwitchStatement(node)) return closedCase(node, outcome, certain);
  if (ts.isForOfStatement(node)) return closedEach(node, outcome, certain);
  const condition = conditionOf(node, kind);
  const { truthy } = condition ? certain.evaluate(condition) : { truthy: undefined };
  if (!condition || truthy === undefined) return undefined;
  const closed = CLOSED[kind]?.[truthy ? 0 : 1] ?? [];
  return closed.includes(outcome.label) ? sayAlways(condition, truthy, certain.source) : undefined;
}

function conditionOf(node: ts.Node, kind: Decision["kind"]): ts.Expression | undefined {
  if (ts.isIfStatement(node)) return node.expression;
  if (kind === "condition") return ts.isExpression(node) ? node : undefined;
  if (ts.isConditionalExpression(node)) return node.condition;
  const test = ts.isIterationStatement(node, false) ? testOf(node) : undefined;
  return test === "each" ? undefined : test;
}

function closedOperator(
  node: ts.Node,
  decision: Decision,
  { label }: Outcome,
  { source, evaluate }: Certain,
): string | undefined {
  const operator = findOperator(node, decision, source);
  if (!operator) return undefined;
  const { left, kind } = operator;
  const { truthy, nullish } = evaluate(left);
  if (kind === ts.SyntaxKind.QuestionQuestionToken) {
    if (nullish === undefined || (label === "nullish") === nullish) return undefined;
    return `${sayCode(left.getText(source))} is ${nullish ? "always" : "never"} null or undefined`;
  }
  if (truthy === undefined) return undefined;
  const goesOn = truthy === (kind === ts.SyntaxKind.AmpersandAmpersandToken);
  return goesOn === (label === "continue") ? undefined : sayAlways(left, truthy, source);
}

function closedLink(
  node: ts.Node,
  { label }: Outcome,
  { source, evaluate }: Certain,
): string | undefined {
  const isLink =
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node);
  if (!isLink) return undefined;
  const { nullish } = evaluate(node.expression);
  if (nullish === undefined || (label === "short") === nullish) return undefined;
  return `${sayCode(node.expression.getText(source))} is ${nullish ? "always" : "never"} null or undefined`;
}

/** `switch (MODE)`: the case of its value is entered, and no other one by a match. */
function closedCase(
  { expression, caseBlock: { clauses } }: ts.SwitchStatement,
  { label, start }: Outcome,
  { source, evaluate }: Certain,
): string | undefined {
  const { value } = evaluate(expression);
  // Asked for each case: all others are looked at where it matters only.
  if (!value || label.endsWith(" fall-through")) return undefined;
  const cases = clauses.filter(ts.isCaseClause);
  const named = cases.map((clause) => evaluate(clause.expression).value);
  if (named.includes(undefined)) return undefined;
  const matched = cases[named.findIndex((name) => name?.of === value.of)];
  const isOpen = (clause: ts.CaseOrDefaultClause | undefined): boolean =>
    matched === undefined ? clause === undefined || ts.isDefaultClause(clause) : clause === matched;
  const clause = start && clauses.find((found) => isAt(source, found.getStart(source), start));
  if (start && !clause) return undefined;
  if (isOpen(clause)) return undefined;
  const words = typeof value.of === "bigint" ? `${value.of}n` : JSON.stringify(value.of);
  return `${sayCode(expression.getText(source))} is always ${words}`;
}

function isAt(
  source: ts.SourceFile,
  offset: number,
  start: NonNullable<Outcome["start"]>,
): boolean {
  const { line, character } = source.getLineAndCharacterOfPosition(offset);
  return line + 1 === start.line && character === start.column;
}

/** `for (const kind of ["a", "b"])`: as many passes as there are elements, unless something leaves earlier. */
function closedEach(
  { expression }: ts.ForOfStatement,
  { label }: Outcome,
  { source }: Certain,
): string | undefined {
  if (!ts.isArrayLiteralExpression(expression) || expression.elements.some(ts.isSpreadElement))
    return undefined;
  const count = expression.elements.length;
  const isOpen =
    label === "zero"
      ? count === 0
      : label === "entered"
        ? count > 0
        : label !== "repeated" || count > 1;
  if (isOpen) return undefined;
  return `${sayCode(expression.getText(source))} always has ${count === 1 ? "1 element" : `${count} elements`}`;
}
