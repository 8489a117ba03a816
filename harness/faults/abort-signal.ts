import type { Operation } from "../trace/interception.ts";

/** Gives what rejects when the actor gives a request up by its signal; undefined for what it cannot give up. */
export function givenUp({ parameters = [] }: Operation): Promise<never> | undefined {
  const signal = parameters.map(signalOf).find((it) => it !== undefined);
  if (signal === undefined) return undefined;
  const { promise, reject } = Promise.withResolvers<never>();
  if (signal.aborted) reject(signal.reason);
  else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  return promise;
}

function signalOf(parameter: unknown): AbortSignal | undefined {
  if (typeof parameter !== "object" || parameter === null || !("signal" in parameter)) {
    return undefined;
  }
  return parameter.signal instanceof AbortSignal ? parameter.signal : undefined;
}
