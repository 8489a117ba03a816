import type * as fc from "fast-check";

/** A command that is always possible: what it does and what has to hold after it, in one function. */
export class Deed<Model extends object, Real> implements fc.Command<Model, Real> {
  readonly #text: string;
  readonly #run: (model: Model, real: Real) => void;

  constructor(text: string, run: (model: Model, real: Real) => void) {
    this.#text = text;
    this.#run = run;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    this.#run(model, real);
  }

  toString(): string {
    return this.#text;
  }
}

/** The same for what takes time. */
export class AsyncDeed<Model extends object, Real> implements fc.AsyncCommand<Model, Real, true> {
  readonly #text: string;
  readonly #run: (model: Model, real: Real) => Promise<void>;

  constructor(text: string, run: (model: Model, real: Real) => Promise<void>) {
    this.#text = text;
    this.#run = run;
  }

  async check(): Promise<boolean> {
    return true;
  }

  run(model: Model, real: Real): Promise<void> {
    return this.#run(model, real);
  }

  toString(): string {
    return this.#text;
  }
}
