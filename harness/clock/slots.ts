/** Promises that the test has made, for actors to wait on and for the test to resolve. */
export interface Slots {
  /** Takes one; undefined if there is none left. Called inside actors. */
  readonly take: () => PromiseWithResolvers<void> | undefined;
  /** Makes new ones; there are none before the first call. Called by the test alone. */
  readonly refill: () => void;
}

const ENOUGH = 128;

/**
 * Opens a stock of promises. What follows a promise that the test made runs in the context of the actor that waits
 * for it; the other way round the test would go on inside the actor (workerd 1.20261102.1). `withResolvers`, because
 * promises made with `new Promise` got stuck after some thousands; see test/harness/runtime-facts.test.ts.
 */
export function openSlots(): Slots {
  const stock: PromiseWithResolvers<void>[] = [];
  const refill = (): void => {
    while (stock.length < ENOUGH) stock.push(Promise.withResolvers<void>());
  };
  return { take: () => stock.pop(), refill };
}
