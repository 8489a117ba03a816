import { type MessagePart, sayLiteral } from "../routes/message-literal.ts";
import type { Route } from "../model.ts";

/** A part of what is sent, and the parameter of the entry it belongs to. */
export interface SentPart extends MessagePart {
  readonly parameter: string | null;
}

/** The text of a part that must not be sent. */
export const LEFT_OUT = "";

/** How a test takes a route, with the given parts in what it sends: an instruction to go in front of "so that". */
export function sayApproach(
  { actor, entry }: Route,
  wanted: readonly SentPart[],
  parameters: readonly string[],
): string {
  const parts = wanted.filter(({ text }) => text !== LEFT_OUT);
  const isEmpty = parts.length === 0;
  switch (entry) {
    case "webSocketMessage":
    case "onMessage":
      return `send ${isEmpty ? sayNothingOf(wanted) : sayLiteral(parts)} to ${actor} through ${entry}`;
    case "webSocketClose":
    case "onClose":
      return `close a socket of ${actor}${isEmpty ? "" : ` ${sayClosing(parts)}`}`;
    case "webSocketError":
    case "onError":
      return `let a socket of ${actor} fail`;
    case "onConnect":
      return `connect a socket to ${actor}${isEmpty ? "" : ` with ${sayNamed(parts, "the request")}`}`;
    case "fetch":
    case "onRequest":
      return `fetch ${actor}${isEmpty ? "" : ` with ${sayRequest(parts)}`}`;
    case "alarm":
    case "onAlarm":
      return `run the alarm of ${actor}`;
    case "constructor":
    case "onStart":
      return `start ${actor} anew`;
    default:
      return `call ${actor}.${entry}(${sayArguments(parts, listPassed(wanted, parameters))})`;
  }
}

/** A message without a property is a message with none. */
function sayNothingOf(wanted: readonly SentPart[]): string {
  return wanted.some(({ name, text }) => name !== "" && text === LEFT_OUT) ? "{}" : "a message";
}

/** 1005 may not be sent: it is what an actor is told when no code was. */
function sayClosing(parts: readonly SentPart[]): string {
  const isWithoutCode = parts.some(({ text }) => text === "1005");
  return isWithoutCode ? "without a code (1005)" : `with ${sayNamed(parts, "code")}`;
}

/** Parts of a request by their names: `method "POST" and header Upgrade "websocket"`. */
function sayNamed(parts: readonly SentPart[], whole: string): string {
  return parts
    .map(({ parameter, name, text }) => `${sayPartName(name) || parameter || whole} ${text}`)
    .join(" and ");
}

/** Parts that a request has by itself; what else is asked for stands in its body. */
const OF_REQUEST =
  /^(?:|method|url|href|origin|protocol|host|hostname|port|pathname|search|hash|headers\..*|searchParams\..*)$/;

/** `method "POST" and body { kind: "push" }`. */
function sayRequest(parts: readonly SentPart[]): string {
  const named = parts.filter(({ name }) => OF_REQUEST.test(name));
  const inside = parts.filter(({ name }) => !OF_REQUEST.test(name));
  return [
    ...(named.length > 0 ? [sayNamed(named, "a request")] : []),
    ...(inside.length > 0 ? [`body ${sayLiteral(inside)}`] : []),
  ].join(" and ");
}

/** The headers and the query of a request are asked by name. */
export function sayPartName(name: string): string {
  return name.replace(/^headers\./, "header ").replace(/^searchParams\./, "query parameter ");
}

/** The parameters before the first one that must be left out: what follows it cannot be passed either. */
function listPassed(wanted: readonly SentPart[], parameters: readonly string[]): readonly string[] {
  const isLeftOut = (name: string): boolean =>
    wanted.some(
      (part) =>
        part.text === LEFT_OUT && part.name === "" && (part.parameter ?? parameters[0]) === name,
    );
  const end = parameters.findIndex(isLeftOut);
  return end === -1 ? parameters : parameters.slice(0, end);
}

/** The entry's own parameters, with what is sent for them where something is known. */
function sayArguments(parts: readonly SentPart[], parameters: readonly string[]): string {
  if (parts.some(({ parameter }) => parameter === null)) return sayLiteral(parts);
  const known = new Set(parts.flatMap(({ parameter }) => parameter ?? []));
  const names = parameters.length > 0 ? parameters : [...known];
  return names
    .map((name) =>
      known.has(name)
        ? `${name}: ${sayLiteral(parts.filter((part) => part.parameter === name))}`
        : name,
    )
    .join(", ");
}
