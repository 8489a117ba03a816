import { ts } from "ts-morph";
import { bare } from "../modules/bare.ts";
import { nameOf } from "../modules/entity.ts";
import type { ClauseSite, Nothing, Wanted } from "./clauses/clause.ts";

/** What has to hold on the way to an exit. */
export type Step =
  | { readonly expression: ts.Expression; readonly holds: boolean }
  | { readonly throws: ts.Block }
  | { readonly text: ts.Expression; readonly isJson: false }
  | { readonly subject: ts.Expression; readonly matches: readonly ts.Expression[] }
  | { readonly subject: ts.Expression; readonly none: readonly ts.Expression[] };

/** A way out of a function that ends as wanted, and what leads there: what the exits before leave is not said. */
export interface Exit {
  readonly steps: readonly PlacedStep[];
}

/** A step, and the file it stands in. */
export interface PlacedStep {
  readonly step: Step;
  readonly site: ClauseSite;
}

/** Calls in calls beyond this are not followed. */
const MOST_CALLS = 4;
/** Functions that are looked through for one answer. */
const MOST_FUNCTIONS = 40;

/** The first way out of a called function that ends as wanted; undefined where the text shows none. */
export function findExit(
  call: ts.CallExpression,
  wanted: Wanted,
  site: ClauseSite,
  { calls, seen }: Depth = { calls: MOST_CALLS, seen: new Set() },
): Exit | undefined {
  const called = calls > 0 && seen.size < MOST_FUNCTIONS ? site.calledBy(call) : undefined;
  const body = called?.code.body;
  if (!called || !body || seen.has(body)) return undefined;
  seen.add(body);
  const search: Search = { wanted, site: called.site, calls: calls - 1, seen };
  if (!ts.isBlock(body)) return ofResult(body, [], search) ?? ofCalls(body, [], search);
  return ofStatements(body.statements, [], search);
}

/** How much further calls are followed, and the functions that were looked through. */
interface Depth {
  readonly calls: number;
  readonly seen: Set<ts.Node>;
}

interface Search extends Depth {
  readonly wanted: Wanted;
  readonly site: ClauseSite;
}

type Steps = readonly PlacedStep[];

function behind(steps: Steps, step: Step, { site }: Search): Steps {
  return [...steps, { step, site }];
}

function ofStatements(
  statements: readonly ts.Statement[],
  steps: Steps,
  search: Search,
): Exit | undefined {
  for (const statement of statements) {
    const exit = ofStatement(statement, steps, search);
    if (exit) return exit;
  }
  return undefined;
}

function ofStatement(statement: ts.Statement, steps: Steps, search: Search): Exit | undefined {
  if (ts.isBlock(statement)) return ofStatements(statement.statements, steps, search);
  if (ts.isReturnStatement(statement)) return ofReturn(statement, steps, search);
  if (ts.isThrowStatement(statement)) return ofThrow(statement, steps, search);
  if (ts.isIfStatement(statement)) return ofIf(statement, steps, search);
  if (ts.isTryStatement(statement)) return ofTry(statement, steps, search);
  if (ts.isSwitchStatement(statement)) return ofSwitch(statement, steps, search);
  if (ts.isVariableStatement(statement) || ts.isExpressionStatement(statement))
    return ofCalls(statement, steps, search);
  // A loop may not run at all: what is in it is not looked at.
  return undefined;
}

function ofReturn(
  { expression }: ts.ReturnStatement,
  steps: Steps,
  search: Search,
): Exit | undefined {
  if (expression) return ofCalls(expression, steps, search) ?? ofResult(expression, steps, search);
  const { wanted } = search;
  const mayBe =
    "gives" in wanted &&
    !wanted.gives &&
    wanted.equals === undefined &&
    wanted.member === undefined;
  return mayBe && (wanted.nothing?.includes("undefined") ?? true) ? { steps } : undefined;
}

/** The value that is returned: itself, or the arm of `?:` that is as wanted. */
function ofResult(expression: ts.Expression, steps: Steps, search: Search): Exit | undefined {
  const { wanted, site } = search;
  if (!("gives" in wanted)) return undefined;
  const result = bare(expression);
  if (ts.isAwaitExpression(result)) return ofResult(result.expression, steps, search);
  if (ts.isConditionalExpression(result)) {
    const { condition, whenTrue, whenFalse } = result;
    return (
      ofResult(whenTrue, behind(steps, { expression: condition, holds: true }, search), search) ??
      ofResult(whenFalse, behind(steps, { expression: condition, holds: false }, search), search)
    );
  }
  if (ts.isCallExpression(result)) {
    const inner = findExit(result, wanted, site, search);
    return inner && { steps: [...steps, ...inner.steps] };
  }
  const value = wanted.member === undefined ? result : memberOf(result, wanted.member);
  return value && isWanted(value, wanted) ? { steps } : undefined;
}

function memberOf(value: ts.Expression, name: string): ts.Expression | undefined {
  if (!ts.isObjectLiteralExpression(value)) return undefined;
  const property = value.properties.find((found) => nameOf(found.name) === name);
  return property && ts.isPropertyAssignment(property) ? bare(property.initializer) : undefined;
}

function isWanted(
  value: ts.Expression,
  { gives, nothing, equals }: Extract<Wanted, { gives: boolean }>,
): boolean {
  if (equals !== undefined)
    return (
      (ts.isStringLiteralLike(value) && value.text === equals) ||
      (ts.isNumericLiteral(value) && Number(value.text) === equals)
    );
  const found = nothingOf(value);
  if (!gives) return found !== undefined && (nothing === undefined || nothing.includes(found));
  return value.kind === ts.SyntaxKind.TrueKeyword || ts.isObjectLiteralExpression(value);
}

function nothingOf(value: ts.Expression): Nothing | undefined {
  if (value.kind === ts.SyntaxKind.NullKeyword) return "null";
  if (value.kind === ts.SyntaxKind.FalseKeyword) return "false";
  const isUndefined = ts.isIdentifier(value) && value.text === "undefined";
  return isUndefined || ts.isVoidExpression(value) ? "undefined" : undefined;
}

function ofThrow(
  { expression }: ts.ThrowStatement,
  steps: Steps,
  { wanted, site }: Search,
): Exit | undefined {
  if (!("throws" in wanted)) return undefined;
  const thrown = bare(expression);
  const isNew = ts.isNewExpression(thrown) && ts.isIdentifier(thrown.expression);
  const name = isNew ? thrown.expression.getText(site.source) : undefined;
  return wanted.throws(name) ? { steps } : undefined;
}

function ofIf(node: ts.IfStatement, steps: Steps, search: Search): Exit | undefined {
  const { expression, thenStatement, elseStatement } = node;
  const under = (statement: ts.Statement, holds: boolean): Exit | undefined =>
    ofStatement(statement, behind(steps, { expression, holds }, search), search);
  return under(thenStatement, true) ?? (elseStatement && under(elseStatement, false));
}

/** What the try throws is caught; what `catch` ends with is reached by letting the try throw. */
function ofTry(node: ts.TryStatement, steps: Steps, search: Search): Exit | undefined {
  const { tryBlock, catchClause, finallyBlock } = node;
  const isThrown = "throws" in search.wanted;
  const inside =
    isThrown && catchClause ? undefined : ofStatements(tryBlock.statements, steps, search);
  const caught =
    catchClause &&
    ofStatements(catchClause.block.statements, behind(steps, { throws: tryBlock }, search), search);
  return caught ?? inside ?? (finallyBlock && ofStatements(finallyBlock.statements, steps, search));
}

function ofSwitch(node: ts.SwitchStatement, steps: Steps, search: Search): Exit | undefined {
  const { expression: subject, caseBlock } = node;
  const cases = caseBlock.clauses.filter(ts.isCaseClause).map(({ expression }) => expression);
  let matches: ts.Expression[] = [];
  for (const clause of caseBlock.clauses) {
    if (ts.isCaseClause(clause)) matches = [...matches, clause.expression];
    const step: Step = ts.isCaseClause(clause) ? { subject, matches } : { subject, none: cases };
    const exit = ofStatements(clause.statements, behind(steps, step, search), search);
    if (exit) return exit;
    if (clause.statements.length > 0) matches = [];
  }
  return undefined;
}

/** What is thrown by the calls of an expression: by `JSON.parse`, and by functions of the project. */
function ofCalls(node: ts.Node, steps: Steps, search: Search): Exit | undefined {
  const { wanted, site } = search;
  if (!("throws" in wanted)) return undefined;
  const visit = (child: ts.Node): Exit | undefined => {
    if (ts.isFunctionLike(child)) return undefined;
    const inner = ts.forEachChild(child, visit);
    if (inner || !ts.isCallExpression(child)) return inner;
    const [text] = child.arguments;
    if (child.expression.getText(site.source) === "JSON.parse" && text)
      return wanted.throws("SyntaxError")
        ? { steps: behind(steps, { text, isJson: false }, search) }
        : undefined;
    const exit = findExit(child, wanted, site, search);
    return exit && { steps: [...steps, ...exit.steps] };
  };
  return visit(node);
}
