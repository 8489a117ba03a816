import { countOf, subtract, toEvidence } from "../counts.ts";
import { leavesLoop } from "../exits.ts";
import { normalise } from "../normalise.ts";
import { readLine } from "../source-text.ts";
import { entryCounter, statementCounter } from "../statement-counters.ts";
import { ts } from "../syntax.ts";
import { visitTest } from "../visit-test.ts";
import type { Walk } from "../walk.ts";

/** `do … while`: repeat, exit. Every pass but the first of an entry is a repeat. */
export function visitDoWhile(node: ts.Node, walk: Walk): void {
  if (!ts.isDoStatement(node)) return;
  const { sourceFile } = walk;
  const { statement, expression } = node;
  const entered = countOf(statementCounter(node, walk));
  const repeat = subtract(countOf(entryCounter(statement, walk)), entered);
  const exit = leavesLoop(statement) ? undefined : entered;
  if (walk.profile === "full") {
    walk.decide({
      kind: "do-while",
      start: node.getStart(sourceFile),
      end: node.end,
      condition: readLine(expression, sourceFile),
      key: normalise(expression),
      outcomes: [
        {
          label: "repeat",
          start: statement.getStart(sourceFile),
          evidence: toEvidence(repeat, "not-derivable"),
        },
        { label: "exit", evidence: toEvidence(exit, "not-derivable") },
      ],
    });
  }
  // The body runs before the decision: nothing that stands in it is under one of its outcomes.
  walk.within(undefined, () => walk.visit(statement));
  visitTest(expression, { whenTrue: repeat, whenFalse: exit }, walk);
}
