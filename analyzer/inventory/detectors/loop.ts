import type { Counter, LoopTimes } from "../../model.ts";
import { leavesLoop } from "../exits.ts";
import type { OutcomeDraft } from "../recorder.ts";
import { noText, readText } from "../text/read-text.ts";
import { entryCounter, statementCounter } from "../statement-counters.ts";
import {
  isForInStatement,
  isForOfStatement,
  isForStatement,
  isNumericLiteral,
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
    const body = decideLoop(node, condition, walk);
    if (initializer !== undefined) walk.visit(initializer);
    if (condition !== undefined) visitLoopTest(node, condition, walk);
    walk.visitUnder(body, incrementor);
    walk.visitUnder(body, statement);
  }
}

/** `for-in`, `for-of` and `for await`: zero passes, entered, repeated. */
export function visitEachLoop(node: ts.Node, walk: Walk): void {
  if (!isForInStatement(node) && !isForOfStatement(node)) return;
  const { initializer, expression, statement } = node;
  const body = decideLoop(node, expression, walk);
  if (walk.isMarked(initializer)) {
    walk.asking(entryCounter(statement, walk), () => visitTarget(initializer, walk));
  }
  walk.visit(expression);
  walk.visitUnder(body, statement);
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
  const counters = {
    entered: statementCounter(node, walk),
    body: entryCounter(node.statement, walk),
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

function draftPasses(
  times: LoopTimes,
  { entered, body }: { readonly entered: Counter | undefined; readonly body: Counter | undefined },
): OutcomeDraft {
  const evidence =
    entered === undefined || body === undefined
      ? ({ by: "nothing", reason: "empty-body" } as const)
      : ({ by: "loop", entered, body, times } as const);
  return { label: times, evidence };
}

/** The test was true once per pass, and false once per entry unless something else leaves the loop. */
function visitLoopTest(node: ts.IterationStatement, test: ts.Expression, walk: Walk): void {
  if (!walk.isMarked(test)) return;
  const whenTrue = entryCounter(node.statement, walk);
  const whenFalse = leavesLoop(node.statement) ? undefined : statementCounter(node, walk);
  visitTest(test, { whenTrue, whenFalse }, walk);
}

/** `for (;;)` and `while (true)` cannot be passed by. */
function isEndless(test: ts.Expression | undefined): boolean {
  return (
    test === undefined ||
    test.kind === SyntaxKind.TrueKeyword ||
    (isNumericLiteral(test) && test.text === "1")
  );
}
