import { sayMessage } from "../actors/say-route.ts";
import type { Finding, Route } from "../model.ts";

/** How a test gets to a piece of code: an instruction to go in front of "so that". */
export function sayApproach(routes: readonly Route[], { decision }: Finding): string {
  const [route] = routes;
  return route ? sayRouteApproach(route) : sayCall(decision.unit);
}

function sayRouteApproach({ actor, entry, fields }: Route): string {
  const message = fields.length > 0 ? sayMessage(fields) : undefined;
  switch (entry) {
    case "webSocketMessage":
    case "onMessage":
      return `send ${message ?? "a message"} to ${actor} through ${entry}`;
    case "webSocketClose":
    case "onClose":
      return `close a socket of ${actor}${message ? ` with ${sayNamed(fields)}` : ""}`;
    case "webSocketError":
    case "onError":
      return `let a socket of ${actor} fail`;
    case "onConnect":
      return `connect a socket to ${actor}`;
    case "fetch":
    case "onRequest":
      return `fetch ${actor}${message ? ` with ${sayNamed(fields)}` : ""}`;
    case "alarm":
    case "onAlarm":
      return `run the alarm of ${actor}`;
    case "constructor":
      return `start ${actor} anew`;
    default:
      return `call ${actor}.${entry}(${message ? sayArguments(fields) : "…"})`;
  }
}

function sayNamed(fields: Route["fields"]): string {
  return fields
    .map(
      ({ parameter, name, value }) =>
        `${name || parameter || "the value"} ${JSON.stringify(value)}`,
    )
    .join(" and ");
}

function sayArguments(fields: Route["fields"]): string {
  const parameters = [...new Set(fields.map(({ parameter }) => parameter))];
  return parameters
    .map((parameter) => {
      const message = sayMessage(fields.filter((field) => field.parameter === parameter));
      return parameter === null ? message : `${parameter}: ${message}`;
    })
    .join(", ");
}

/** Outside actors the unit itself is called; a callback, through the function that passes it. */
function sayCall(unit: string): string {
  const [owner = unit] = unit.split(/\.cb:|\.\(/, 1);
  return /^\(?module\)?$/.test(owner) || owner === "" ? "load the module" : `call ${owner}(…)`;
}
