import type { Explanation, Route } from "../model.ts";
import { sayApproach, type SentPart } from "./approach.ts";
import type { Clause } from "./clauses/clause.ts";
import { sayCode } from "./code.ts";
import { sayDirectCall } from "./direct-call.ts";
import type { Gap, Words } from "./gap.ts";
import { rows } from "./rows/index.ts";
import { sayUnit } from "./unreached.ts";
import { sayVariables } from "./variable.ts";

const rowOf = new Map(rows.map((row) => [row.kind, row]));

/** The decision was evaluated, or nothing is known of that: what it never did, and what makes it. */
export function sayTaken(gap: Gap): Explanation {
  const words = wordsOf(gap);
  const route = chooseRoute(gap.routes, words.clause);
  return {
    cause: words.cause,
    action: `${sayWay(gap, route, words.clause)}${sayGoal(gap, route, words)}`,
  };
}

/** The decision was never evaluated: what stands before it, and how to pass that. */
export function sayBlocked(gap: Gap, blocker: Gap | undefined): Explanation {
  if (!blocker) {
    const { line } = gap.finding.decision.start;
    return {
      cause: "never evaluated: each call left the function before, by a return or a throw",
      action: `${sayWay(gap, gap.routes[0], null)} so that it gets as far as line ${line}`,
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
  // To get into a unit at all, the simplest message will do.
  const [route] = gap.routes.toSorted((left, right) => left.fields.length - right.fields.length);
  return { cause, action: sayWay(gap, route, null) };
}

function wordsOf(gap: Gap): Words {
  const { decision, outcome } = gap.finding;
  const row = rowOf.get(decision.kind);
  if (row) return row.say(gap);
  return { cause: `never took its ${sayCode(outcome.label)} way`, clause: null };
}

/** The first route that sends a wanted value already, else the first. */
function chooseRoute(routes: readonly Route[], clause: Clause | null): Route | undefined {
  const wanted = new Set((clause?.wishes ?? []).map(({ value }) => value));
  const sends = ({ fields }: Route): boolean =>
    fields.some(({ value }) => wanted.has(JSON.stringify(value)));
  return routes.find(sends) ?? routes[0];
}

function sayWay(gap: Gap, route: Route | undefined, clause: Clause | null): string {
  if (!route) return sayDirectCall(gap);
  const fields = route.fields.map(({ parameter, name, value }): SentPart => ({
    parameter,
    name,
    text: JSON.stringify(value),
  }));
  const wished = (clause?.wishes ?? []).flatMap(({ subject, value }): readonly SentPart[] => {
    const [origin] = gap.originsOf(subject, route);
    // A whole text that was parsed is not what is written on the wire.
    if (!origin || (origin.path === "" && origin.parameter === null && !isCalled(route))) return [];
    return [{ parameter: origin.parameter, name: origin.path, text: value }];
  });
  const sent = [
    ...fields,
    ...wished.filter((part) => !fields.some((field) => isSamePart(field, part))),
  ];
  return sayApproach(route, sent, gap.parametersOf(route));
}

function isSamePart(left: SentPart, right: SentPart): boolean {
  return left.name === right.name && left.parameter === right.parameter;
}

/** True for RPC: what is passed is the value itself. */
function isCalled({ entry }: Route): boolean {
  return !/^(?:fetch|alarm|constructor|webSocket\w+|on[A-Z]\w*)$/.test(entry);
}

function sayGoal(gap: Gap, route: Route | undefined, { clause, about }: Words): string {
  const { finding, place } = gap;
  if (clause === null) {
    const { condition, start } = finding.decision;
    const what = condition === "" ? "the code" : sayCode(condition);
    return ` so that ${what} on line ${start.line} takes its ${sayCode(finding.outcome.label)} way`;
  }
  if (isSaidByRoute(clause, route)) return "";
  const note =
    place && about ? sayVariables(about, place, (part) => route && gap.sayPart(part, route)) : "";
  return ` so that ${clause.text}${note}`;
}

/** True when the clause only repeats a value that the route sends. */
function isSaidByRoute({ wishes, text }: Clause, route: Route | undefined): boolean {
  const [wish] = wishes;
  return (
    wishes.length === 1 &&
    wish !== undefined &&
    text.endsWith(` is ${wish.value}`) &&
    (route?.fields ?? []).some(({ value }) => JSON.stringify(value) === wish.value)
  );
}
