import type { MessageField, Route } from "../model.ts";
import { sayLiteral } from "./message-literal.ts";

/** A route as a call: `Room.webSocketMessage({ type: "join" })`, `Room.fetch(pathname "/ws")`, `Room.alarm()`. */
export function sayRoute(route: Route): string {
  if (route.entry === "constructor") return `new ${route.actor}()`;
  return `${route.actor}.${route.entry}(${sayFields(route)})`;
}

/** Messages are objects to send; a request is described, because nobody writes its fields as an object. */
function sayFields({ entry, fields }: Route): string {
  if (entry === "fetch" || entry === "onRequest")
    return fields.map(({ name, value }) => `${name} ${JSON.stringify(value)}`.trim()).join(", ");
  const parameters = [...new Set(fields.map(({ parameter }) => parameter))];
  return parameters
    .map((parameter) => {
      const message = sayMessage(fields.filter((field) => field.parameter === parameter));
      return parameter === null ? message : `${parameter}: ${message}`;
    })
    .join(", ");
}

/** Discriminants as the literal to send. */
export function sayMessage(fields: readonly MessageField[]): string {
  return sayLiteral(fields.map(({ name, value }) => ({ name, text: JSON.stringify(value) })));
}
