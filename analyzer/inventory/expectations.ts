import type { Counter, Loss } from "../model.ts";
import type { Count, LossyCount } from "./counts.ts";
import type { ts } from "./syntax.ts";

/** How often the value of an expression was true and false, as those who use it count. */
export interface Truth {
  readonly whenTrue: Count;
  readonly whenFalse: Count;
  /** Absent where the counters are those of the value itself, which are exact. */
  readonly lossy?: Lossy;
}

/** Code that may throw between the counters that tell, and how often it did at most. */
export interface Lossy {
  readonly of: ts.Expression;
  readonly lost: Loss;
}

/** Something that a parent knows of a node and leaves for that node's own visitor. */
export class Expectation<T> {
  #node: ts.Node | undefined = undefined;
  #value: T | undefined = undefined;

  leave(node: ts.Node, value: T): void {
    this.#node = node;
    this.#value = value;
  }

  take(node: ts.Node): T | undefined {
    return this.#node === node ? this.#value : undefined;
  }
}

/** What parents tell children; trees have no links upwards here. */
export class Expectations {
  /** The name that a function or class gets from where it stands. */
  readonly name: Expectation<string> = new Expectation();
  /** How often an assignment took a value apart. */
  readonly asked: Expectation<LossyCount> = new Expectation();
  /** What is known of the value of a formula. */
  readonly truth: Expectation<Truth> = new Expectation();
  /** The counters of a formula that is, but for a cast, a part of a greater one. */
  readonly arms: Expectation<readonly Counter[]> = new Expectation();
}
