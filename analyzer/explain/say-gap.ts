import type { Explanation, Route } from "../model.ts";
import { sayApproach } from "./approach.ts";
import { sayCode } from "./code.ts";
import type { Gap, Words } from "./gap.ts";
import { rows } from "./rows/index.ts";
import { sayUnit } from "./unreached.ts";
import { sayOrigins } from "./variable.ts";

const rowOf = new Map(rows.map((row) => [row.kind, row]));

/** The decision was evaluated, or nothing is known of that: what it never did, and what makes it. */
export function sayTaken(gap: Gap): Explanation {
  const words = wordsOf(gap);
  return {
    cause: words.cause,
    action: `${sayApproach(gap.routes, gap.finding)}${sayGoal(gap, words)}`,
  };
}

/** The decision was never evaluated: what stands before it, and how to pass that. */
export function sayBlocked(gap: Gap, blocker: Gap | undefined): Explanation {
  if (!blocker) {
    return {
      cause: "never evaluated: each call left the function before, by a return or a throw",
      action: `${sayApproach(gap.routes, gap.finding)} so that it gets as far as line ${gap.finding.decision.start.line}`,
    };
  }
  const { cause, action } = sayTaken(blocker);
  const { line } = blocker.finding.decision.start;
  return { cause: `never evaluated, because of line ${line}: ${cause}`, action: `first ${action}` };
}

/** The unit was never entered at all. */
export function sayUncalled(gap: Gap, unit: string, isEntry: boolean): Explanation {
  const cause = isEntry
    ? `no test calls ${sayCode(`${unit}()`)}`
    : `${sayUnit(unit)} was never called`;
  return { cause, action: sayApproach(leastSpecific(gap.routes), gap.finding) };
}

function wordsOf(gap: Gap): Words {
  const { decision, outcome } = gap.finding;
  const row = rowOf.get(decision.kind);
  const cause = `${sayCode(decision.condition)} never took its ${sayCode(outcome.label)} way`;
  return row ? row.say(gap) : { cause, clause: null };
}

function sayGoal(gap: Gap, { clause, about }: Words): string {
  const { finding, place } = gap;
  if (clause === null) {
    const { condition, start } = finding.decision;
    return ` so that ${sayCode(condition)} on line ${start.line} takes its ${sayCode(finding.outcome.label)} way`;
  }
  if (isSaidByMessage(clause, gap.routes)) return "";
  return ` so that ${clause}${place && about ? sayOrigins(about, place) : ""}`;
}

/** True when the clause only repeats the value that the first route sends. */
function isSaidByMessage(clause: string, [route]: readonly Route[]): boolean {
  return (route?.fields ?? []).some(
    ({ name, value }) =>
      clause.endsWith(` is ${JSON.stringify(value)}`) &&
      clause.includes(name.slice(name.lastIndexOf(".") + 1)),
  );
}

/** To get into a unit at all, the simplest message will do. */
function leastSpecific(routes: readonly Route[]): readonly Route[] {
  return routes.toSorted((left, right) => left.fields.length - right.fields.length);
}
