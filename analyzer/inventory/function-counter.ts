import type { Counter } from "../model.ts";
import { firstCounter } from "./statement-counters.ts";
import { isBlock, isFunctionLike, isPrivateIdentifier, type ts } from "./syntax.ts";
import { unwrap } from "./transparent.ts";
import type { Walk } from "./walk.ts";

/** Istanbul's counter of a function; it has none for `#private` methods (istanbul-lib-instrument 6.0.3). */
export function functionCounter(node: ts.Node, walk: Walk): Counter | undefined {
  if (!walk.isCounted) return undefined;
  if (!isFunctionLike(node) || !("body" in node) || node.body === undefined) return undefined;
  if (node.name !== undefined && isPrivateIdentifier(node.name)) return undefined;
  const { body } = node;
  // Babel's trees have no parentheses: the body of `() => ({})` starts at the brace.
  const counted = isBlock(body) ? body : unwrap(body);
  return { of: "function", start: walk.recorder.at(counted.getStart(walk.sourceFile)) };
}

/** The counter of the first statement of a function that has no counter of its own: a `#private` method. */
export function firstBodyCounter(node: ts.Node, walk: Walk): Counter | undefined {
  if (!isFunctionLike(node) || !("body" in node) || node.body === undefined) return undefined;
  return isBlock(node.body) ? firstCounter(node.body.statements, walk) : undefined;
}
