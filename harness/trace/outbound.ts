import { currentActor } from "./current-actor.ts";
import { followPromise } from "./follow-promise.ts";
import { shadowMethod } from "./shadow.ts";

/** Observes requests of watched actors to the outside. */
export function observeOutbound(): void {
  shadowMethod(globalThis, "fetch", (fetch, site) => (self, parameters) => {
    const response = fetch(self, parameters);
    const record = currentActor();
    if (record === undefined || !(response instanceof Promise)) return response;
    const [target] = parameters;
    const name = `fetch ${target instanceof Request ? target.url : String(target)}`;
    return followPromise(response, record, { kind: "fetch", name, site: site() });
  });
}
