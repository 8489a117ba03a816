import { describeValue } from "./describe.ts";
import type { Matcher } from "./matching.ts";

const FIELDS = ["correlationId", "requestId", "id"];
/** Where a reply may name the message it answers, when its own field of that name means something else. */
const ANSWERS = ["replyTo", "inReplyTo"];

/** Narrows a matcher to replies that carry the correlation field of `message`, or name its value as what they answer. */
export function correlate(message: unknown, matcher: Matcher): Matcher {
  const field = FIELDS.find((name) => read(message, name) !== undefined);
  if (field === undefined) return matcher;
  const expected = read(message, field);
  return {
    text: `${matcher.text} with ${field} ${describeValue(expected)}`,
    isAny: false,
    test: (frame) => {
      const found = [field, ...ANSWERS].map((name) => read(frame.message, name));
      if (found.includes(expected)) return matcher.test(frame);
      const difference = `${field}: expected ${describeValue(expected)}, received ${describeValue(found.find((value) => value !== undefined))}`;
      return { matched: false, differences: [difference] };
    },
  };
}

function read(message: unknown, field: string): unknown {
  return typeof message === "object" && message !== null ? Reflect.get(message, field) : undefined;
}
