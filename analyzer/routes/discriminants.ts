import type { MessageField } from "../model.ts";
import type { Constraint, Context } from "./narrowing.ts";

/** Names under which protocols keep what they dispatch on: one comparison is enough. */
const USUAL =
  /(?:^|\.)(?:type|kind|action|op|opcode|event|cmd|command|method|pathname|tag|t|topic)$/;

interface Use {
  readonly values: Set<MessageField["value"]>;
  dispatches: boolean;
}

/**
 * Tells the parts of a message that choose between handlers from those that are compared in passing:
 * a switch or a handler map, two values or more, or a usual name.
 */
export class Discriminants {
  readonly #uses = new Map<string, Use>();

  /** Adds what a condition compares; `dispatch` for the cases of a switch and the keys of a handler map. */
  note(constraints: Context, dispatch: boolean): void {
    for (const constraint of constraints) {
      const key = keyOf(constraint);
      const use = this.#uses.get(key) ?? { values: new Set(), dispatches: false };
      for (const value of constraint.values) use.values.add(value);
      use.dispatches ||= dispatch;
      this.#uses.set(key, use);
    }
  }

  /** The constraints that belong to a route. */
  select(context: Context): Context {
    return context.filter((constraint) => {
      const use = this.#uses.get(keyOf(constraint));
      if (!use) return false;
      return use.dispatches || use.values.size > 1 || USUAL.test(constraint.path);
    });
  }
}

function keyOf({ parameter, path }: Constraint): string {
  return JSON.stringify([parameter, path]);
}
