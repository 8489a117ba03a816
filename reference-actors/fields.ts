import { isName } from "./address.ts";
import type { Json, RequestId, TaskOrder } from "./protocol.ts";
import type { ErrorCode } from "./reply.ts";
import { ProtocolError } from "./protocol-error.ts";

/** A message whose shape is not known yet. */
export type Body = Readonly<Record<string, Json>>;

const DEEPEST = 32;
/** 30 days. */
const LONGEST_DELAY_MS = 2_592_000_000;
const SCALARS: ReadonlySet<string> = new Set(["boolean", "number", "string"]);

/** Takes what came in at an actor's door for JSON of at most 32 levels. */
export function requireJson(input: unknown): Json {
  if (isJson(input, DEEPEST)) return input;
  const found = `more than ${DEEPEST} levels, or what is no JSON`;
  throw invalid("invalid-body", "the message", found, "a JSON object");
}

/** Takes what came in at an actor's door for a JSON object. */
export function readBody(input: unknown): Body {
  const json = requireJson(input);
  if (isObject(json)) return json;
  throw invalid("invalid-body", "the message", quote(json), "a JSON object");
}

/** The value that tells what a message asks for. */
export function readType(body: Body): string {
  return readText(body, "type");
}

/** A name of an actor, a task or a job: 1 to 128 visible ASCII characters. */
export function readName(body: Body, field: string): string {
  const value = body[field];
  if (typeof value === "string" && isName(value)) return value;
  throw invalidField(field, value, "a name of 1 to 128 visible ASCII characters");
}

/** A name, or null where the field is absent. */
export function readOptionalName(body: Body, field: string): string | null {
  return body[field] === undefined ? null : readName(body, field);
}

export function readText(body: Body, field: string): string {
  const value = body[field];
  if (typeof value === "string") return value;
  throw invalidField(field, value, "a string");
}

/** Any JSON, but not nothing. */
export function readJson(body: Body, field: string): Json {
  const value = body[field];
  if (value !== undefined) return value;
  throw invalidField(field, value, "a JSON value");
}

/** A share of the whole, 0 to 1. */
export function readShare(body: Body, field: string): number {
  const value = body[field];
  if (typeof value === "number" && value >= 0 && value <= 1) return value;
  throw invalidField(field, value, "a number from 0 to 1");
}

/** A whole number. */
export function readInteger(body: Body, field: string): number {
  const value = body[field];
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw invalidField(field, value, "a whole number");
}

/** A whole number within a range, or its least where the field is absent. */
export function readCount(
  body: Body,
  field: string,
  [least, most]: readonly [number, number],
): number {
  if (body[field] === undefined) return least;
  const value = readInteger(body, field);
  if (value >= least && value <= most) return value;
  throw invalidField(field, value, `a whole number from ${least} to ${most}`);
}

/** What the sender recognises the answer by: a whole number or a name. */
export function readRequestId(body: Body, field: string): RequestId {
  return typeof body[field] === "number" ? readInteger(body, field) : readName(body, field);
}

export function readTaskOrder(body: Body): TaskOrder {
  const value = body["task"];
  if (!isObject(value)) throw invalidField("task", value, "an object with id, job and input");
  return {
    id: readName(value, "id"),
    job: readName(value, "job"),
    input: readJson(value, "input"),
    priority: readCount(value, "priority", [0, 9]),
    delayMs: readCount(value, "delayMs", [0, LONGEST_DELAY_MS]),
    attempts: readCount(value, "attempts", [1, 10]),
  };
}

/** Fields and the values they must have; all are taken where the field is absent. */
export function readFilter(body: Body): Body {
  const value = body["filter"];
  if (value === undefined) return {};
  if (isObject(value)) return value;
  throw invalidField("filter", value, "an object");
}

/** Refuses a type outside the vocabulary that the sender may use here. */
export function unknownType(type: string, known: readonly string[]): ProtocolError {
  return invalid(
    "unknown-type",
    "the message",
    `type ${quote(type)}`,
    `one of ${known.join(", ")}`,
  );
}

/** Shows a value in an error, in JSON and cut to 80 characters. */
export function quote(value: Json | undefined): string {
  return value === undefined ? "nothing" : JSON.stringify(value).slice(0, 80);
}

function invalidField(field: string, value: Json | undefined, expected: string): ProtocolError {
  return invalid("invalid-field", `field "${field}"`, quote(value), expected);
}

function invalid(code: ErrorCode, thing: string, found: string, expected: string): ProtocolError {
  return new ProtocolError(
    code,
    `Could not read ${thing}: found ${found}, expected ${expected}. Correct the message and send it again.`,
  );
}

/** Whether a value is a JSON object. */
export function isObject(value: Json | undefined): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Stops at `levels`, so that no nesting, however deep, exhausts the stack here or when it is stored. */
function isJson(value: unknown, levels: number): value is Json {
  if (value === null || SCALARS.has(typeof value)) return true;
  if (typeof value !== "object" || levels === 0) return false;
  return Object.values(value).every((member) => isJson(member, levels - 1));
}
