import type { Counter, Loss } from "../../model.ts";
import { lossOf } from "../losses/loss.ts";
import { subtract, toEvidence, toLossyEvidence } from "../counts.ts";
import { leavesLoop, mayBreak } from "../exits.ts";
import { readText } from "../text/read-text.ts";
import { entryCounter, statementCounter } from "../statement-counters.ts";
import { isDoStatement, type ts } from "../syntax.ts";
import { counterBehind } from "../losses/statement-passage.ts";
import { visitTest } from "../visit-test.ts";
import type { Walk } from "../walk.ts";

/** `do … while`: repeat, exit. Every pass but the first of an entry is a repeat. */
export function visitDoWhile(node: ts.Node, walk: Walk): void {
  if (!isDoStatement(node)) return;
  const { sourceFile } = walk;
  const { statement, expression } = node;
  const entered = statementCounter(node, walk);
  const passes = entryCounter(statement, walk);
  const repeat = subtract(passes, entered);
  const behind = counterBehind(node, walk);
  const exit = behind !== undefined && mayBreak(statement) ? undefined : behind;
  if (walk.profile === "full") {
    walk.decide({
      kind: "do-while",
      start: node.getStart(sourceFile),
      end: node.end,
      text: readText(expression, sourceFile),
      outcomes: [
        {
          label: "repeat",
          start: statement.getStart(sourceFile),
          evidence: toEvidence(repeat, passes === undefined ? "empty-body" : "not-derivable"),
        },
        {
          label: "exit",
          evidence:
            exit === undefined && !leavesLoop(statement)
              ? toLossyEvidence(entered, lossOf("more", { node, first: entered }, walk))
              : toLossyEvidence(exit, countedBehind(exit)),
        },
      ],
    });
  }
  // The body runs before the decision: nothing that stands in it is under one of its outcomes.
  walk.within(undefined, () => walk.visit(statement));
  const ended = [passes, exit];
  const counters = entered && { ended, besides: [entered] };
  visitTest(expression, { whenTrue: repeat, whenFalse: undefined }, { walk, counters });
}

/** What is behind may have the count of the code around, with what the test threw: V8 counts anew before the test. */
function countedBehind(counter: Counter | undefined): Loss {
  if (counter === undefined) return { makes: "more" };
  return { makes: "more", began: [counter], ended: [counter] };
}
