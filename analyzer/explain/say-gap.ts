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

/** Guards that an action names besides its goal, the nearest ones; more would bury the sentence. */
const MOST_GUARDS = 2;

/** The decision was evaluated, or nothing is known of that: what it never did, and what makes it. */
export function sayTaken(gap: Gap): Explanation {
  return { cause: wordsOf(gap).cause, action: sayAction(gap, []) };
}

/** The decision was never evaluated: what stands before it, and how to pass that and take the outcome. */
export function sayBlocked(gap: Gap, guards: readonly Gap[]): Explanation {
  const [outermost] = guards;
  if (!outermost) {
    const { line } = gap.finding.decision.start;
    return {
      cause: "never evaluated: no call got this far, something before it returned or threw",
      action: sayAction(gap, [], `it gets as far as line ${line}`),
    };
  }
  const { line } = outermost.finding.decision.start;
  const { cause } = wordsOf(outermost);
  return {
    cause: `never evaluated, because of line ${line}: ${cause}`,
    action: sayAction(gap, guards),
    behind: outermost.finding.outcome.id,
  };
}

/** The unit was never entered at all. */
export function sayUncalled(gap: Gap, guards: readonly Gap[], unit: UncalledUnit): Explanation {
  const cause = unit.isEntry
    ? `no test calls ${sayCode(`${unit.path}()`)}`
    : `${sayUnit(unit.path)} was never called`;
  return { cause, action: sayAction(gap, guards), behind: unit.path };
}

/** The outermost unit around a gap that was never entered. */
export interface UncalledUnit {
  readonly path: string;
  /** Whether the runtime enters it. */
  readonly isEntry: boolean;
}

/** One way to the gap, with everything that has to hold on it: the guards on the way, then the goal itself. */
function sayAction(gap: Gap, guards: readonly Gap[], ...before: readonly string[]): string {
  const { clause } = wordsOf(gap);
  const route = chooseRoute(gap, clause);
  const steps = [...guards.slice(-MOST_GUARDS), gap];
  const goals = [...before, ...steps.flatMap((step) => listGoals(step, route))];
  const way = sayWay(gap, route, steps);
  return goals.length === 0 ? way : `${way} so that ${[...new Set(goals)].join(", and ")}`;
}

function wordsOf(gap: Gap): Words {
  const { decision, outcome } = gap.finding;
  const row = rowOf.get(decision.kind);
  if (row) return row.say(gap);
  return { cause: `never took its ${sayCode(outcome.label)} way`, clause: null };
}

/** The first route that sends a wanted value already, else the way straight into the unit, else the first. */
function chooseRoute({ routes, finding }: Gap, clause: Clause | null): Route | undefined {
  const wanted = new Set((clause?.wishes ?? []).map(({ value }) => value));
  const sends = ({ fields }: Route): boolean =>
    fields.some(({ value }) => wanted.has(JSON.stringify(value)));
  const enters = ({ entry }: Route): boolean => finding.decision.unit.endsWith(`.${entry}`);
  return routes.find(sends) ?? routes.find(enters) ?? routes[0];
}

/** What is sent holds the route's own fields and a value for each wish of a step; a later step's wish wins. */
function sayWay(gap: Gap, route: Route | undefined, steps: readonly Gap[]): string {
  if (!route) return sayDirectCall(gap);
  const fields = route.fields.map(({ parameter, name, value }): SentPart => ({
    parameter,
    name,
    text: JSON.stringify(value),
  }));
  const sent = [...fields];
  for (const wish of steps.toReversed().flatMap((step) => listWished(step, route)))
    if (!sent.some((part) => isSamePart(part, wish))) sent.push(wish);
  return sayApproach(route, sent, gap.parametersOf(route));
}

function listWished(step: Gap, route: Route): readonly SentPart[] {
  return (wordsOf(step).clause?.wishes ?? []).flatMap(({ subject, value }) => {
    const [origin] = step.originsOf(subject, route);
    // A whole text that was parsed is not what is written on the wire.
    if (!origin || (origin.path === "" && origin.parameter === null && !isCalled(route))) return [];
    return [{ parameter: origin.parameter, name: origin.path, text: value }];
  });
}

function isSamePart(left: SentPart, right: SentPart): boolean {
  return left.name === right.name && left.parameter === right.parameter;
}

/** True for RPC: what is passed is the value itself. */
function isCalled({ entry }: Route): boolean {
  return !/^(?:fetch|alarm|constructor|webSocket\w+|on[A-Z]\w*)$/.test(entry);
}

/** What has to hold for a step beyond what the route sends already: one clause, or none. */
function listGoals(step: Gap, route: Route | undefined): readonly string[] {
  const { clause, about } = wordsOf(step);
  const { finding, place } = step;
  if (clause === null) {
    const { condition, start } = finding.decision;
    const what = condition === "" ? "the code" : sayCode(condition);
    return [`${what} on line ${start.line} takes its ${sayCode(finding.outcome.label)} way`];
  }
  if (isSaidByRoute(clause, route)) return [];
  const note =
    place && about ? sayVariables(about, place, (part) => route && step.sayPart(part, route)) : "";
  return [`${clause.text}${note}`];
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
