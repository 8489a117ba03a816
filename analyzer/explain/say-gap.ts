import { ts } from "ts-morph";
import type { Finding } from "../findings.ts";
import type { Explanation, Route } from "../model.ts";
import { sayApproach } from "./approach.ts";
import { sayCode } from "./code.ts";
import { sayDirectCall } from "./direct-call.ts";
import type { Gap, Words } from "./gap.ts";
import { listGoals } from "./goals.ts";
import { listSent } from "./sent.ts";
import { sayUnit } from "./unreached.ts";
import { wordsOf } from "./words-of.ts";

/** Guards that an action names besides its goal, the nearest ones; more would bury the sentence. */
const MOST_GUARDS = 2;

/** Routes that are asked what they send: code that all entries share has hundreds. */
const MOST_ASKED = 16;

/** Actors that inherit an entry are named up to here. */
const MOST_CALLS = 3;

/** The decision was evaluated, or nothing is known of that: what it never did, and what makes it. */
export function sayTaken(gap: Gap): Explanation {
  return { cause: wordsOf(gap).cause, action: sayAction(gap, []) };
}

/** The code is nested too deeply to be looked at: only what was counted is said. */
export function sayUnread({ decision, outcome }: Finding): Explanation {
  const condition = sayCode(decision.condition);
  const label = sayCode(outcome.label);
  return {
    cause: `${condition} never took its ${label} way`,
    action: `make ${condition} on line ${decision.start.line} take its ${label} way`,
  };
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
  const calls = unit.calls.slice(0, MOST_CALLS).map(sayCode);
  const cause =
    calls.length > 0
      ? `no test calls ${calls.join(" or ")}`
      : `${sayUnit(unit.path)} was never called`;
  return { cause, action: sayAction(gap, guards), behind: unit.path };
}

/** The outermost unit around a gap that was never entered. */
export interface UncalledUnit {
  readonly path: string;
  /** How the runtime enters it: `Room.alarm()`; empty where only other code does. */
  readonly calls: readonly string[];
}

/** One way to the gap, with everything that has to hold on it: the guards on the way, then the goal itself. */
function sayAction(gap: Gap, guards: readonly Gap[], ...before: readonly string[]): string {
  const route = chooseRoute(gap, wordsOf(gap));
  const steps = [...guards.slice(-MOST_GUARDS), gap];
  const sent = route ? listSent(route, steps) : [];
  const goals = [
    ...before,
    ...steps.filter(isLastWord).flatMap((step) => listGoals(step, route, sent)),
  ];
  const way = route ? sayApproach(route, sent, gap.parametersOf(route)) : sayDirectCall(gap);
  return goals.length === 0 ? way : `${way} so that ${[...new Set(goals)].join(", and ")}`;
}

/** Of what several steps ask of one thing, the last says it all. */
function isLastWord(step: Gap, index: number, steps: readonly Gap[]): boolean {
  const about = wordsOf(step).clause?.about;
  return (
    about === undefined ||
    !steps.slice(index + 1).some((later) => wordsOf(later).clause?.about === about)
  );
}

/**
 * The first route that sends a wanted value already, else one on which the value asked about is what was sent, else
 * the way straight into the unit, else the first.
 */
function chooseRoute(gap: Gap, { clause, about }: Words): Route | undefined {
  const { routes, finding } = gap;
  const wanted = new Set((clause?.wishes ?? []).map(({ value }) => value));
  const sends = ({ fields }: Route): boolean =>
    fields.some(({ value }) => wanted.has(JSON.stringify(value)));
  const enters = ({ entry }: Route): boolean => finding.decision.unit.endsWith(`.${entry}`);
  const tells = (route: Route): boolean =>
    about !== undefined && ts.isExpression(about) && gap.originsOf(about, route).length > 0;
  const asked = routes.slice(0, MOST_ASKED);
  return routes.find(sends) ?? asked.find(tells) ?? routes.find(enters) ?? routes[0];
}
