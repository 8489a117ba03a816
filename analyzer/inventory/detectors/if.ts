import { canComplete } from "../completion.ts";
import { toEvidence } from "../counts.ts";
import { readText } from "../text/read-text.ts";
import { isIfStatement, type ts } from "../syntax.ts";
import { statementCounter } from "../statement-counters.ts";
import { visitTest } from "../visit-test.ts";
import type { Walk } from "../walk.ts";

const noHints = [undefined, undefined] as const;

/** `if`: then, and else even where nobody wrote one. */
export function visitIf(node: ts.Node, walk: Walk): void {
  if (!isIfStatement(node)) return;
  const { sourceFile } = walk;
  const { expression, thenStatement, elseStatement } = node;
  const start = node.getStart(sourceFile);
  const hints = walk.hints === undefined ? noHints : walk.hints.ofIf(node);
  const counts = walk.addArms("if", [start, start], hints);
  const [then = "", otherwise = ""] = walk.decide({
    kind: "if",
    start,
    end: node.end,
    text: readText(expression, sourceFile),
    outcomes: [
      {
        label: "then",
        start: thenStatement.getStart(sourceFile),
        evidence: toEvidence(counts[0]),
        ignored: hints[0],
      },
      {
        label: "else",
        start: elseStatement?.getStart(sourceFile),
        evidence: toEvidence(counts[1]),
        ignored: hints[1],
      },
    ],
  });
  visitTest(
    expression,
    { whenTrue: counts[0], whenFalse: counts[1] },
    { walk, counters: { began: statementCounter(node, walk), ended: counts } },
  );
  walk.visitArm({ outcome: then, hint: hints[0] }, thenStatement);
  const endOfElse = walk.visitArm({ outcome: otherwise, hint: hints[1] }, elseStatement);
  const thenPasses = canComplete(thenStatement);
  const elsePasses = elseStatement === undefined || canComplete(elseStatement);
  if (thenPasses === elsePasses) return;
  if (thenPasses) walk.pass(then);
  // Behind `else if (b) return;` it was not b either.
  else if (elseStatement !== undefined && isIfStatement(elseStatement)) walk.passTo(endOfElse);
  else walk.pass(otherwise);
}
