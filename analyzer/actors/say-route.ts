import type { MessageField, Route } from "../model.ts";

/** A route as a call: `Room.webSocketMessage({ type: "join" })`, `Room.fetch(pathname "/ws")`, `Room.alarm()`. */
export function sayRoute(route: Route): string {
  return `${route.actor}.${route.entry}(${sayFields(route)})`;
}

/** Messages are objects to send; a request is described, because nobody writes its fields as an object. */
function sayFields(route: Route): string {
  if (route.fields.length === 0) return "";
  if (route.entry === "fetch" || route.entry === "onRequest")
    return route.fields.map((field) => `${field.name} ${JSON.stringify(field.value)}`).join(", ");
  return sayMessage(route.fields);
}

/** A message as the literal to send: `{ type: "join" }`, `{ payload: { kind: "x" } }`, or `"ping"` for a whole value. */
export function sayMessage(fields: readonly MessageField[]): string {
  const whole = fields.find((field) => field.name === "");
  if (whole) return JSON.stringify(whole.value);
  return `{ ${fields.map(sayField).join(", ")} }`;
}

function sayField({ name, value }: MessageField): string {
  const keys = name.split(".");
  return keys.reduceRight(
    (inner, key, depth) => `${key}: ${depth === keys.length - 1 ? inner : `{ ${inner} }`}`,
    JSON.stringify(value),
  );
}
