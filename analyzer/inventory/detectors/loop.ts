import { lossOf } from "../losses/loss.ts";
import type { Counter, LoopTimes, Loss } from "../../model.ts";
import { mayBreak } from "../exits.ts";
import type { OutcomeDraft } from "../recorder.ts";
import { counterBehind } from "../losses/statement-passage.ts";
import { type Scope, scopeOfBinding } from "../losses/scope.ts";
import { noText, readText } from "../text/read-text.ts";
import { entryCounter, nextCounter, statementCounter } from "../statement-counters.ts";
import {
  isForInStatement,
  isForOfStatement,
  isForStatement,
  isNumericLiteral,
  isVariableDeclarationList,
  isWhileStatement,
  SyntaxKind,
  type ts,
} from "../syntax.ts";
import { visitTest } from "../visit-test.ts";
import type { Walk } from "../walk.ts";
import { visitTarget } from "./default-value.ts";

/** `while`, and `for` with its three parts: zero passes, entered, repeated. */
export function visitTestedLoop(node: ts.Node, walk: Walk): void {
  if (isWhileStatement(node)) {
    const body = decideLoop(node, node.expression, walk);
    visitLoopTest(node, node.expression, walk);
    walk.visitUnder(body, node.statement);
  } else if (isForStatement(node)) {
    const { initializer, condition, incrementor, statement } = node;
    const visit = (): void => {
      const body = decideLoop(node, condition, walk);
      if (initializer !== undefined) walk.visit(initializer);
      if (condition !== undefined) visitLoopTest(node, condition, walk);
      walk.visitUnder(body, incrementor);
      walk.visitUnder(body, statement);
    };
    walk.scoping((outer) => scopeOfHead(initializer, undefined, outer), visit);
  }
}

/** `for-in`, `for-of` and `for await`: zero passes, entered, repeated. */
export function visitEachLoop(node: ts.Node, walk: Walk): void {
  if (!isForInStatement(node) && !isForOfStatement(node)) return;
  const { initializer, expression, statement } = node;
  const visit = (): void => {
    const body = decideLoop(node, expression, walk);
    if (walk.isMarked(initializer)) {
      // Counted when all parts were read.
      const loss = lossOf("less", { node, first: statementCounter(node, walk) }, walk);
      const asked = { count: entryCounter(statement, walk), loss };
      walk.asking(asked, () => visitTarget(initializer, walk));
    }
    walk.visit(expression);
    walk.visitUnder(body, statement);
  };
  walk.scoping((outer) => scopeOfHead(initializer, statement.pos, outer), visit);
}

/** The variables of a loop's head; those of `for-of` have their values in the body only. */
function scopeOfHead(
  initializer: ts.ForInitializer | undefined,
  from: number | undefined,
  outer: Scope | undefined,
): Scope {
  const isDeclared = initializer !== undefined && isVariableDeclarationList(initializer);
  return scopeOfBinding(isDeclared ? initializer.declarations : [], from, outer);
}

/** The id of the outcome under which the body runs. */
function decideLoop(
  node: ts.IterationStatement,
  test: ts.Expression | undefined,
  walk: Walk,
): string | undefined {
  if (walk.profile === "istanbul") return undefined;
  const times: readonly LoopTimes[] = isEndless(test)
    ? ["entered", "repeated"]
    : ["zero", "entered", "repeated"];
  const entered = statementCounter(node, walk);
  const body = entryCounter(node.statement, walk);
  const counters = {
    entered,
    body: body ?? nextCounter([node.statement], 0, walk),
    isLate: body === undefined,
    loss: lossOf("less", { node, first: entered }, walk),
  };
  const ids = walk.decide({
    kind: "loop",
    start: node.getStart(walk.sourceFile),
    end: node.end,
    text: test === undefined ? noText : readText(test, walk.sourceFile),
    outcomes: times.map((label) => draftPasses(label, counters)),
  });
  return ids[times.indexOf("entered")];
}

interface LoopCounters {
  readonly entered: Counter | undefined;
  readonly body: Counter | undefined;
  /** Whether something in the body may throw before it is counted. */
  readonly isLate: boolean;
  readonly loss: Loss;
}

function draftPasses(
  times: LoopTimes,
  { entered, body, isLate, loss }: LoopCounters,
): OutcomeDraft {
  if (entered === undefined || body === undefined)
    return { label: times, evidence: { by: "nothing", reason: "empty-body" } };
  const evidence = { by: "loop", entered, body, times } as const;
  if (isLate) return { label: times, evidence: { ...evidence, loss: { makes: "less" } } };
  // Only what is said of entries without a pass needs that each came to an end.
  return { label: times, evidence: times === "zero" ? { ...evidence, loss } : evidence };
}

/** The test was true once per pass, and false whenever control came behind the loop, unless something broke it. */
function visitLoopTest(node: ts.IterationStatement, test: ts.Expression, walk: Walk): void {
  if (!walk.isMarked(test)) return;
  const whenTrue = entryCounter(node.statement, walk);
  const behind = counterBehind(node, walk);
  const whenFalse = behind !== undefined && mayBreak(node.statement) ? undefined : behind;
  const counters = { ended: [whenTrue, whenFalse] };
  visitTest(test, { whenTrue, whenFalse }, { walk, counters });
}

/** `for (;;)` and `while (true)` cannot be passed by. */
function isEndless(test: ts.Expression | undefined): boolean {
  return (
    test === undefined ||
    test.kind === SyntaxKind.TrueKeyword ||
    (isNumericLiteral(test) && test.text === "1")
  );
}
