import type { FaultEffect } from "./effect.ts";

/** Makes the response to a request, anew each time and inside the actor that asked. */
export type Answer = () => Response | Promise<Response>;

/**
 * Takes a response that the test has made apart, because its body can be read by the test alone; undefined for
 * effects that answer nothing. Called by the test.
 */
export function prepareAnswer(effect: FaultEffect): Answer | undefined {
  if (!("respond" in effect)) return undefined;
  const { respond } = effect;
  if (!(respond instanceof Response)) return respond;
  const { status, statusText } = respond;
  const headers = [...respond.headers];
  // A promise of the test that an actor may wait for: see test/harness/runtime-facts.test.ts.
  const read = Promise.withResolvers<ArrayBuffer>();
  const body = read.promise;
  body.catch(() => {});
  respond.clone().arrayBuffer().then(read.resolve, read.reject);
  return async () => {
    const bytes = await body;
    const content = bytes.byteLength === 0 ? null : bytes;
    return new Response(content, { status, statusText, headers });
  };
}
