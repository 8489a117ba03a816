import { toEvidence } from "../counts.ts";
import { findCanonicalStart } from "../text/canonical-start.ts";
import { readText } from "../text/read-text.ts";
import { isConditionalExpression, type ts } from "../syntax.ts";
import { visitTest } from "../visit-test.ts";
import type { Walk } from "../walk.ts";

/** `a ? b : c`: true, false. */
export function visitConditional(node: ts.Node, walk: Walk): void {
  if (!isConditionalExpression(node)) return;
  const { sourceFile } = walk;
  const { condition, whenTrue, whenFalse } = node;
  const start = node.getStart(sourceFile);
  const canonical = findCanonicalStart(node, start, sourceFile);
  const hints = [walk.hintBefore(whenTrue), walk.hintBefore(whenFalse)];
  const counts = walk.addArms("cond-expr", [start, canonical], hints);
  const [onTrue, onFalse] = walk.decide({
    kind: "cond-expr",
    start,
    end: node.end,
    text: readText(condition, sourceFile),
    outcomes: [
      {
        label: "true",
        start: whenTrue.getStart(sourceFile),
        evidence: toEvidence(counts[0]),
        ignored: hints[0],
      },
      {
        label: "false",
        start: whenFalse.getStart(sourceFile),
        evidence: toEvidence(counts[1]),
        ignored: hints[1],
      },
    ],
  });
  visitTest(
    condition,
    { whenTrue: counts[0], whenFalse: counts[1] },
    { walk, counters: { ended: counts } },
  );
  walk.visitUnder(onTrue, whenTrue);
  walk.visitUnder(onFalse, whenFalse);
}
