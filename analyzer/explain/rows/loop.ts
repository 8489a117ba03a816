import { ts } from "ts-morph";
import { clauseOf, type Clause } from "../clauses/clause.ts";
import { sayClause } from "../clauses/say-clause.ts";
import { sayCode } from "../code.ts";
import { sayNever } from "../counts.ts";
import type { Gap, Place, Row } from "../gap.ts";

const CAUSES: Readonly<Record<string, string>> = {
  zero: "never ran zero times",
  entered: "never ran",
  repeated: "never repeated: one pass at most",
};

/** `for`, `while`, `for-of`, `for-in`: never ran zero times, never ran, never repeated. */
export const loop: Row = {
  kind: "loop",
  say: (gap) => {
    const { label } = gap.finding.outcome;
    const node = gap.place?.node;
    const words = CAUSES[label] ?? `never took its ${sayCode(label)} way`;
    const subject = node && (subjectOf(node) ?? testOf(node));
    return {
      cause: `${sayLoop(gap)} ${words}${sayNever(withRuns(gap), "run")}`,
      clause: gap.place ? sayPasses(gap.place, label) : null,
      about: subject,
    };
  },
};

/** "entered" holds "repeated": a loop ran as often as its other two outcomes say, or was entered so often. */
function withRuns(gap: Gap): Gap {
  const counted = gap.siblings.filter(({ outcome }) => outcome.label !== "repeated");
  const evaluated = counted.reduce<number | null>(
    (sum, { status }) => (sum === null || status.hits === null ? null : sum + status.hits),
    0,
  );
  return { ...gap, finding: { ...gap.finding, evaluated: evaluated ?? gap.finding.evaluated } };
}

function sayLoop({ finding: { decision }, place }: Gap): string {
  if (decision.condition === "") return "the endless loop";
  const isEach = place !== undefined && subjectOf(place.node) !== undefined;
  return `the loop ${isEach ? "over" : "while"} ${sayCode(decision.condition)}`;
}

/** What `for-of` and `for-in` run through. */
function subjectOf(node: ts.Node): ts.Expression | undefined {
  return ts.isForOfStatement(node) || ts.isForInStatement(node) ? node.expression : undefined;
}

function testOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isForStatement(node)) return node.condition;
  return ts.isWhileStatement(node) ? node.expression : undefined;
}

function sayPasses(place: Place, label: string): Clause | null {
  const subject = subjectOf(place.node);
  if (subject) return sayElements(subject, label, place);
  const test = testOf(place.node);
  if (!test) return null;
  if (label === "zero") return sayMoment(sayClause(test, false, place), "at once");
  const clause = sayClause(test, true, place);
  return label === "repeated" ? sayMoment(clause, "again after the first pass") : clause;
}

function sayElements(subject: ts.Expression, label: string, place: Place): Clause {
  const name = sayCode(subject.getText(place.source));
  const part = ts.isForInStatement(place.node) ? "key" : "element";
  const isText = place.kindOf(subject) === "string";
  if (label === "zero") return clauseOf(`${name} has no ${part}`, subject, isText ? '""' : "[]");
  const isOne = label === "entered";
  const text = `${name} has ${isOne ? `one ${part}` : `two ${part}s`} or more`;
  if (isText) return clauseOf(text, subject, isOne ? '"x"' : '"xx"');
  return clauseOf(text, subject, isOne ? "[…]" : "[…, …]");
}

function sayMoment({ text, wishes }: Clause, moment: string): Clause {
  return { text: `${text} ${moment}`, wishes };
}
