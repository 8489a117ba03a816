import { ts } from "../../inventory/syntax.ts";
import { sayClause } from "../clauses/clause.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Gap, Row, Words } from "../gap.ts";

const CAUSES: Readonly<Record<string, string>> = {
  zero: "never ran zero times",
  entered: "never ran",
  repeated: "never repeated: at most one pass each time",
};

/** `for`, `while`, `for-of`, `for-in`: never ran zero times, never ran, never repeated. */
export const loop: Row = {
  kind: "loop",
  say: (gap) => {
    const { decision, outcome } = gap.finding;
    const words = CAUSES[outcome.label] ?? `never took its ${outcome.label} way`;
    return {
      cause: `the loop over ${sayCode(decision.condition)} ${words}${sayNever(gap, "entry")}`,
      clause: sayPasses(gap, outcome.label),
    };
  },
};

function sayPasses(gap: Gap, label: string): Words["clause"] {
  const { place } = gap;
  const node = place?.node;
  if (!place || !node) return null;
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const subject = sayCode(node.expression.getText(place.source));
    const part = ts.isForInStatement(node) ? "key" : "element";
    if (label === "zero") return `${subject} has no ${part}`;
    return `${subject} has ${label === "entered" ? `one ${part} or more` : `two ${part}s or more`}`;
  }
  const condition = ts.isForStatement(node)
    ? node.condition
    : ts.isWhileStatement(node)
      ? node.expression
      : undefined;
  if (!condition) return null;
  if (label === "zero") return `${sayClause(condition, false, place)} at once`;
  const again = label === "repeated" ? " again after the first pass" : "";
  return `${sayClause(condition, true, place)}${again}`;
}
