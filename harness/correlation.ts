import { describeValue } from "./describe.ts";
import type { Matcher } from "./matching.ts";

const FIELDS = ["correlationId", "requestId", "id"];

/** Narrows a matcher to replies that carry the same correlation field as `message`, if it has one. */
export function correlate(message: unknown, matcher: Matcher): Matcher {
  const field = FIELDS.find((name) => read(message, name) !== undefined);
  if (field === undefined) return matcher;
  const expected = read(message, field);
  return {
    text: `${matcher.text} with ${field} ${describeValue(expected)}`,
    test: (frame) => {
      const found = read(frame.message, field);
      if (found === expected) return matcher.test(frame);
      const difference = `${field}: expected ${describeValue(expected)}, received ${describeValue(found)}`;
      return { matched: false, differences: [difference] };
    },
  };
}

function read(message: unknown, field: string): unknown {
  return typeof message === "object" && message !== null ? Reflect.get(message, field) : undefined;
}
