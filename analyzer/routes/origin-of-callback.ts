import { ts } from "ts-morph";
import { bare } from "../modules/bare.ts";
import type { ExpressionReader } from "./narrowing.ts";
import { elementOf, type Origin } from "./origin.ts";

/** Methods that pass the elements of what they are called on. */
const EACH = new Set(["forEach", "map", "filter", "find", "some", "every", "flatMap"]);

/** What the callback of a call is given, where it comes from a message: an element, or the event of a socket. */
export function originOfCallback(
  call: ts.CallExpression,
  reader: ExpressionReader,
): Origin | undefined {
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  if (EACH.has(callee.name.text)) return elementOf(reader.originOf(callee.expression));
  const [event] = call.arguments;
  const listens = callee.name.text === "addEventListener" && event && ts.isStringLiteralLike(event);
  return listens && event.text === "message"
    ? { parameter: null, path: "", derived: true }
    : undefined;
}
