import type { Counters } from "./counters.ts";

/** Says for which test the code runs that is running now; undefined where that is not certain. */
export type FindTest = (running: ReadonlySet<string>) => string | undefined;

/** Those for whom a piece of code runs, and what it counted. */
export interface Party {
  /** Ids of tests. One that is certain is the one; others were only running at the time, or had run. */
  readonly tests: readonly string[];
  readonly isCertain: boolean;
  /** By the counters that they stand in for. */
  readonly counted: Map<Counters, Counters>;
}

/**
 * Tells for whom the code runs that is running now. What is of no test for certain, such as actors that nobody
 * watches and what they leave running, is only known to run while some tests do.
 */
export class Parties {
  readonly #findTest: FindTest;
  readonly #certain = new Map<string, Party>();
  readonly #possible = new Map<string, Party>();
  readonly #running = new Set<string>();
  readonly #begun = new Set<string>();
  #during: Party = this.#open([]);

  constructor(findTest: FindTest) {
    this.#findTest = findTest;
  }

  begin(test: string): void {
    this.#running.add(test);
    this.#begun.add(test);
    this.#during = this.#open([...this.#running]);
  }

  end(test: string): void {
    this.#running.delete(test);
    // Between and after tests runs what some test before has left.
    this.#during = this.#open([...(this.#running.size > 0 ? this.#running : this.#begun)]);
  }

  current(): Party {
    const test = this.#findTest(this.#running);
    return test === undefined ? this.#during : this.#of(test);
  }

  all(): readonly Party[] {
    return [...this.#certain.values(), ...this.#possible.values()];
  }

  #of(test: string): Party {
    const known = this.#certain.get(test);
    if (known) return known;
    const party: Party = { tests: [test], isCertain: true, counted: new Map() };
    this.#certain.set(test, party);
    return party;
  }

  #open(tests: readonly string[]): Party {
    const key = tests.join("\n");
    const known = this.#possible.get(key);
    if (known) return known;
    const party: Party = { tests, isCertain: false, counted: new Map() };
    this.#possible.set(key, party);
    return party;
  }
}
