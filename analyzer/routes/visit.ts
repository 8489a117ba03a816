import type { ts } from "../inventory/syntax.ts";
import type { Code, Frame, Self } from "../modules/entity.ts";
import type { MessageField } from "../model.ts";
import type { Context } from "./narrowing.ts";
import type { Origin } from "./origin.ts";

/** A piece of code to walk: a function, or a field's initial value, as it is entered once. */
export interface Visit {
  readonly code: Code | ts.PropertyDeclaration;
  readonly frame: Frame;
  readonly context: Context;
  /** Where the arguments come from, in order. */
  readonly origins: readonly Argument[];
}

/** What is known of an argument: the part of the message it is, or its constant value. */
export type Argument = Origin | MessageField["value"] | undefined;

/** Gives equal visits equal keys. */
export class VisitKeys {
  readonly #numbers = new Map<object, number>();

  of({ code, frame, context, origins }: Visit): string {
    return JSON.stringify([this.#number(code), this.#number(frame.self), context, origins]);
  }

  #number(thing: Code | ts.PropertyDeclaration | Self | undefined): number {
    if (!thing) return 0;
    const number = this.#numbers.get(thing) ?? this.#numbers.size + 1;
    this.#numbers.set(thing, number);
    return number;
  }
}
