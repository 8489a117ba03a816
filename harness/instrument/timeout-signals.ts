import { currentActor, runAsActor } from "../trace/current-actor.ts";
import { shadowMethod } from "./shadow.ts";

/**
 * Gives actors on virtual time an `AbortSignal.timeout` that follows it. A signal that was made before its actor's
 * clock was frozen stays on real time: nothing tells when one is no longer needed, so none is kept track of.
 */
export function observeTimeoutSignals(): void {
  shadowMethod(AbortSignal, "timeout", (timeout) => (self, parameters) => {
    const record = currentActor();
    if (record?.clock === undefined) return timeout(self, parameters);
    const controller = new AbortController();
    const message = "The operation was aborted due to timeout";
    const abort = (): void => {
      runAsActor(record, () => controller.abort(new DOMException(message, "TimeoutError")));
    };
    record.clock.set(Number(parameters[0]), abort);
    return controller.signal;
  });
}
