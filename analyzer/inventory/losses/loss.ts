import type { Counter, Loss } from "../../model.ts";
import { boundLoss } from "./passage.ts";
import type { ts } from "../syntax.ts";
import type { Walk } from "../walk.ts";

/** What is evaluated where the walk is. */
export interface Evaluation {
  readonly node: ts.Node;
  /** Counts at least whenever it begins; absent where nothing does. */
  readonly first: Counter | undefined;
}

/** What a count loses where the evaluation of a node does not come to its end. */
export function lossOf(makes: Loss["makes"], { node, first }: Evaluation, walk: Walk): Loss {
  if (!walk.weighsLosses) return { makes };
  const { place, passage } = walk;
  const mayWait = (): boolean => waiting.test(walk.sourceFile.text.slice(node.pos, node.end));
  const bound = boundLoss(passage, { place, first, mayWait });
  // At worst nothing that began has come to its end.
  if (bound === undefined && first !== undefined) return { makes, began: [first], ended: [] };
  return { makes, ...bound };
}

/** In a comment or a nested function it does no harm. */
const waiting = /\b(?:await|yield)\b/;
