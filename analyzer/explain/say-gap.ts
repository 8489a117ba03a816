import { ts } from "ts-morph";
import type { Finding } from "../findings.ts";
import type { Explanation, Route } from "../model.ts";
import { sayApproach, type SentPart } from "./approach.ts";
import { below, type Origin } from "../actors/origin.ts";
import type { Clause, Wish } from "./clauses/clause.ts";
import { sayCode } from "./code.ts";
import { sayDirectCall } from "./direct-call.ts";
import type { Gap, Words } from "./gap.ts";
import { rows } from "./rows/index.ts";
import { sayUnit } from "./unreached.ts";
import { sayVariables } from "./variable.ts";

const rowOf = new Map(rows.map((row) => [row.kind, row]));

/** Guards that an action names besides its goal, the nearest ones; more would bury the sentence. */
const MOST_GUARDS = 2;

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
  const goals = [...before, ...steps.flatMap((step) => listGoals(step, route, sent))];
  const way = route ? sayApproach(route, sent, gap.parametersOf(route)) : sayDirectCall(gap);
  return goals.length === 0 ? way : `${way} so that ${[...new Set(goals)].join(", and ")}`;
}

function wordsOf(gap: Gap): Words {
  const { decision, outcome } = gap.finding;
  const row = rowOf.get(decision.kind);
  if (row) return row.say(gap);
  return { cause: `never took its ${sayCode(outcome.label)} way`, clause: null };
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
  return routes.find(sends) ?? routes.find(tells) ?? routes.find(enters) ?? routes[0];
}

/** What is sent holds the route's own fields and a value for each wish of a step; a later step's wish wins. */
function listSent(route: Route, steps: readonly Gap[]): readonly SentPart[] {
  const sent = route.fields.map(({ parameter, name, value }): SentPart => ({
    parameter,
    name,
    text: JSON.stringify(value),
  }));
  for (const wish of steps.toReversed().flatMap((step) => listWished(step, route)))
    if (!sent.some((part) => isSamePart(part, wish))) sent.push(wish);
  return sent;
}

function listWished(step: Gap, route: Route): readonly SentPart[] {
  return (wordsOf(step).clause?.wishes ?? []).flatMap((wish) => {
    const origin = originOfWish(wish, step, route);
    if (!origin || hasNoText(wish, route)) return [];
    const { parameter, path, derived } = origin;
    // A whole text that is read as a message is not what is written on the wire.
    const isWhole = path === "" && parameter === null;
    return isWhole && (derived || !takesValues(route))
      ? []
      : [{ parameter, name: path, text: wish.value }];
  });
}

/** What is sent as JSON is no date and no buffer. */
function hasNoText({ value }: Wish, route: Route): boolean {
  return JSON_ENTRY.test(route.entry) && NO_JSON.test(value);
}

/** Entries that are given texts or bytes, of which messages are made. */
const JSON_ENTRY = /^(?:webSocketMessage|onMessage|fetch|onRequest)$/;
/** Values that JSON has no text for. */
const NO_JSON = /^(?:new |\d+n$|NaN$|\(\)|Symbol|Promise|\/)/;

/** The part of what is sent that a wish is about; a member that a message cannot have on its own is none. */
function originOfWish({ subject, member }: Wish, step: Gap, route: Route): Origin | undefined {
  const [origin] = step.originsOf(subject, route);
  return member === undefined ? origin : below(origin, member);
}

function isSamePart(left: SentPart, right: SentPart): boolean {
  return left.name === right.name && left.parameter === right.parameter;
}

/** True for RPC and for the closing of sockets: what is passed is the value itself. */
function takesValues({ entry }: Route): boolean {
  return (
    /^(?:webSocketClose|onClose)$/.test(entry) ||
    !/^(?:fetch|alarm|constructor|webSocket\w+|on[A-Z]\w*)$/.test(entry)
  );
}

/** What has to hold for a step beyond what is sent: one clause, or none. */
function listGoals(
  step: Gap,
  route: Route | undefined,
  sent: readonly SentPart[],
): readonly string[] {
  const { clause, about } = wordsOf(step);
  const { finding, place } = step;
  if (clause === null) {
    const { condition, start } = finding.decision;
    const what = condition === "" ? "the code" : sayCode(condition);
    return [`${what} on line ${start.line} takes its ${sayCode(finding.outcome.label)} way`];
  }
  if (isSent(clause, step, { route, sent })) return [];
  const note =
    place && about ? sayVariables(about, place, (part) => route && step.sayPart(part, route)) : "";
  const isShown = route !== undefined && listWished(step, route).length > 0;
  const example = clause.example === undefined || isShown ? "" : `, e.g. ${clause.example}`;
  const isUnsent =
    route !== undefined &&
    clause.wishes.some((wish) => hasNoText(wish, route) && originOfWish(wish, step, route));
  return [`${clause.text}${example}${isUnsent ? ", which JSON has no text for" : ""}${note}`];
}

/** True when the clause only repeats a value that is sent. */
function isSent(
  { wishes, text }: Clause,
  step: Gap,
  { route, sent }: { readonly route: Route | undefined; readonly sent: readonly SentPart[] },
): boolean {
  const [wish] = wishes;
  if (!route || !wish || wishes.length > 1 || !text.endsWith(` is ${wish.value}`)) return false;
  const origins = step.originsOf(wish.subject, route);
  return sent.some(
    (part) =>
      part.text === wish.value &&
      origins.some(({ parameter, path }) => isSamePart(part, { parameter, name: path, text: "" })),
  );
}
