import { isAsymmetric } from "./asymmetric.ts";
import { bytesOf, isSameBytes, listDifferences } from "./compare.ts";
import { describeValue } from "./describe.ts";
import { HarnessError } from "../failures/errors.ts";
import type { Frame } from "./frame.ts";
import type { Schema } from "./pattern.ts";

/** Whether a frame is what was asked for: with the value to hand out, or what keeps it from being. */
export type MatchResult =
  | { readonly matched: true; readonly value: unknown }
  | { readonly matched: false; readonly differences: readonly string[] };

/** A matcher ready for use. */
export interface Matcher {
  /** For failure texts. */
  readonly text: string;
  /** Whether it matches every frame. */
  readonly isAny: boolean;
  test(frame: Frame): MatchResult;
}

const no = (...differences: string[]): MatchResult => ({ matched: false, differences });

/** Compiles whatever a probe's verb was given; undefined matches every frame. */
export function compileMatcher(given: unknown): Matcher {
  if (given === undefined) {
    return {
      text: "any message",
      isAny: true,
      test: ({ message }) => ({ matched: true, value: message }),
    };
  }
  const text = isSchema(given)
    ? `a message of the ${given["~standard"].vendor} schema`
    : describeValue(given);
  return { text, isAny: false, test: selectTest(given) };
}

function selectTest(given: unknown): Matcher["test"] {
  if (isSchema(given)) return (frame) => testSchema(given, frame);
  if (given instanceof RegExp) return (frame) => testText(given, frame);
  if (typeof given === "string") return (frame) => testString(given, frame);
  if (typeof given === "function") return (frame) => testPredicate(given, frame);
  const bytes = isAsymmetric(given) ? undefined : bytesOf(given);
  if (bytes !== undefined) return (frame) => testBytes(bytes, frame);
  return (frame) => testPattern(given, frame);
}

function testPattern(pattern: unknown, { message }: Frame): MatchResult {
  const differences = listDifferences(pattern, message);
  return differences.length === 0
    ? { matched: true, value: message }
    : { matched: false, differences };
}

function testText(pattern: RegExp, { data }: Frame): MatchResult {
  if (typeof data !== "string") return no("expected text, received a binary frame");
  // search() ignores lastIndex, so a pattern with the g flag matches the same every time.
  return data.search(pattern) >= 0 ? { matched: true, value: data } : no("the text does not match");
}

function testString(expected: string, { data }: Frame): MatchResult {
  return data === expected ? { matched: true, value: data } : no("expected exactly this text");
}

function testBytes(expected: Uint8Array, { data }: Frame): MatchResult {
  return isSameBytes(expected, bytesOf(data)) ? { matched: true, value: data } : no("other bytes");
}

function testPredicate(predicate: Function, { message }: Frame): MatchResult {
  try {
    const verdict: unknown = predicate(message);
    return verdict ? { matched: true, value: message } : no("the predicate returned false");
  } catch (error) {
    // A predicate written for one kind of message often trips over the others.
    return no(`the predicate threw ${String(error)}`);
  }
}

function testSchema(schema: Schema, { message }: Frame): MatchResult {
  const result = schema["~standard"].validate(message);
  if (result instanceof Promise) {
    throw new HarnessError(
      "usage",
      `Could not match with a ${schema["~standard"].vendor} schema: found an asynchronous one, expected a synchronous one. Validate the message after it was received.`,
    );
  }
  if (result.issues === undefined) return { matched: true, value: result.value };
  return no(...result.issues.map((issue) => issue.message));
}

function isSchema(given: unknown): given is Schema {
  return (
    (typeof given === "object" || typeof given === "function") &&
    given !== null &&
    "~standard" in given
  );
}
