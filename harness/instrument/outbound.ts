import { currentActor } from "../trace/current-actor.ts";
import { followPromise } from "./follow-promise.ts";
import { perform } from "../trace/interception.ts";
import { requestedUrl } from "./requested-url.ts";
import { shadowMethod } from "./shadow.ts";

/** Observes requests of watched actors to the outside. */
export function observeOutbound(): void {
  shadowMethod(globalThis, "fetch", (fetch, site) => (self, parameters) => {
    const record = currentActor();
    const run = (): unknown => fetch(self, parameters);
    if (record === undefined) return run();
    const [target] = parameters;
    const url = requestedUrl(target);
    const request = {
      kind: "fetch",
      name: url,
      detail: target,
      parameters,
      isSynchronous: false,
    } as const;
    const response = perform(record, { ...request, run });
    if (!(response instanceof Promise)) return response;
    const name = `fetch ${url}`;
    return followPromise(response, record, { kind: "fetch", name, site: site() });
  });
}
