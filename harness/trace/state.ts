import { endConstruction, runAsActor } from "./current-actor.ts";
import { followPromise } from "./follow-promise.ts";
import { recordOf } from "./registry.ts";
import { shadowMethod } from "./shadow.ts";
import { observeStorage } from "./storage.ts";

const observed = new WeakSet<object>();

/**
 * Observes what an actor does with the state it was given.
 * In place, because the runtime refuses a substitute; a method as own property shadows the runtime's.
 */
export function observeState(state: DurableObjectState): void {
  if (observed.has(state)) return;
  observed.add(state);
  const id = state.id.toString();

  shadowMethod(state, "waitUntil", (waitUntil, site) => (self, [promise]) => {
    const record = recordOf(id);
    if (record === undefined) return waitUntil(self, [promise]);
    const start = { kind: "waitUntil", name: "waitUntil", site: site() } as const;
    return waitUntil(self, [followPromise(Promise.resolve(promise), record, start)]);
  });

  shadowMethod(state, "blockConcurrencyWhile", (block) => (self, parameters) => {
    // The test runtime calls this right after each construction.
    endConstruction();
    const record = recordOf(id);
    const [callback] = parameters;
    if (record === undefined || typeof callback !== "function") return block(self, parameters);
    const run = (): unknown => runAsActor(record, () => Reflect.apply(callback, undefined, []));
    const blocking = block(self, [run]);
    if (!(blocking instanceof Promise)) return blocking;
    // Its failure resets the actor.
    blocking.catch(() => record.reset());
    return followPromise(blocking, record, { kind: "block", name: "blockConcurrencyWhile" });
  });

  shadowMethod(state, "acceptWebSocket", (accept, site) => (self, parameters) => {
    const [socket] = parameters;
    const record = recordOf(id);
    if (socket instanceof WebSocket) record?.hibernatableSockets.set(socket, site());
    return accept(self, parameters);
  });

  shadowMethod(state, "abort", (abort) => (self, parameters) => {
    const record = recordOf(id);
    record?.reset();
    // Sockets break off with the instance; an eviction leaves them.
    record?.hibernatableSockets.clear();
    return abort(self, parameters);
  });

  observeStorage(state.storage, id);
}
