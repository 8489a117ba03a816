import { below, type Origin } from "../routes/origin.ts";
import type { Route } from "../model.ts";
import type { SentPart } from "./approach.ts";
import type { Wish } from "./clauses/clause.ts";
import type { Gap } from "./gap.ts";
import { wordsOf } from "./words-of.ts";

/** What is sent holds the route's own fields and a value for each wish of a step; a later step's wish wins. */
export function listSent(route: Route, steps: readonly Gap[]): readonly SentPart[] {
  const sent = route.fields.map(({ parameter, name, value }): SentPart => ({
    parameter,
    name,
    text: JSON.stringify(value),
  }));
  const unwanted = listUnwanted(steps, route);
  for (const wish of steps.toReversed().flatMap((step) => listWished(step, route, unwanted)))
    if (!sent.some((part) => isSamePart(part, wish))) sent.push(wish);
  return sent;
}

/** The parts of what is sent that a step wants; none that another step wants not to be so. */
export function listWished(
  step: Gap,
  route: Route,
  unwanted: readonly SentPart[] = [],
): readonly SentPart[] {
  return (wordsOf(step).clause?.wishes ?? []).flatMap((wish) => {
    const origin = originOfWish(wish, step, route);
    if (!origin || hasNoText(wish, route)) return [];
    const { parameter, path, derived, element } = origin;
    if (element === "inside") return [];
    // A whole text that is read as a message is not what is written on the wire.
    const isWhole = path === "" && parameter === null;
    if (isUnwanted(wish, origin, unwanted)) return [];
    return isWhole && (derived || !takesValues(route))
      ? []
      : [{ parameter, name: path, text: element ? `[${wish.value}]` : wish.value }];
  });
}

/** The values that steps want nothing to be. */
function listUnwanted(steps: readonly Gap[], route: Route): readonly SentPart[] {
  return steps.flatMap((step) => {
    const not = wordsOf(step).clause?.not;
    const origin = not && originOfWish(not, step, route);
    return not && origin
      ? [{ parameter: origin.parameter, name: origin.path, text: not.value }]
      : [];
  });
}

function isUnwanted(
  { value }: Wish,
  { parameter, path }: Origin,
  unwanted: readonly SentPart[],
): boolean {
  const part = { parameter, name: path, text: value };
  return unwanted.some((other) => other.text === value && isSamePart(other, part));
}

/** What is sent as JSON is no date and no buffer. */
export function hasNoText({ value }: Wish, route: Route): boolean {
  return JSON_ENTRY.test(route.entry) && NO_JSON.test(value);
}

/** Entries that are given texts or bytes, of which messages are made. */
const JSON_ENTRY = /^(?:webSocketMessage|onMessage|fetch|onRequest)$/;
/** Values that JSON has no text for. */
const NO_JSON = /^(?:new |\d+n$|NaN$|\(\)|Symbol|Promise|\/)/;

/** The part of what is sent that a wish is about; a member that a message cannot have on its own is none. */
export function originOfWish(
  { subject, member, path }: Wish,
  step: Gap,
  route: Route,
): Origin | undefined {
  const [origin] = step.originsOf(subject, route, path);
  return member === undefined ? origin : below(origin, member);
}

/** True for one part of one parameter. */
export function isSamePart(left: SentPart, right: SentPart): boolean {
  return left.name === right.name && left.parameter === right.parameter;
}

/** True for RPC and for the closing of sockets: what is passed is the value itself. */
function takesValues({ entry }: Route): boolean {
  return (
    /^(?:webSocketClose|onClose)$/.test(entry) ||
    !/^(?:fetch|alarm|constructor|webSocket\w+|on[A-Z]\w*)$/.test(entry)
  );
}
