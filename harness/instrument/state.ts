import { endConstruction, runAsActor } from "../trace/current-actor.ts";
import { startTimer } from "../workerd/runtime.ts";
import { followPromise } from "./follow-promise.ts";
import { acceptLink, breakLinks } from "../trace/links.ts";
import type { ActorRecord } from "../trace/record.ts";
import { recordOf } from "../trace/registry.ts";
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

  shadowMethod(state, "blockConcurrencyWhile", (block, site) => (self, parameters) => {
    // The test runtime calls this right after each construction.
    endConstruction();
    const record = recordOf(id);
    const [callback] = parameters;
    if (record === undefined || typeof callback !== "function") return block(self, parameters);
    let unwatch: (() => void) | undefined;
    const run = (): unknown => {
      unwatch = watchVerdict(record, state);
      return runAsActor(record, () => Reflect.apply(callback, undefined, []));
    };
    const blocking = block(self, [run]);
    if (!(blocking instanceof Promise)) return blocking;
    blocking.then(
      () => unwatch?.(),
      // Its failure resets the actor.
      () => record.reset(),
    );
    const start = { kind: "block", name: "blockConcurrencyWhile", site: site() } as const;
    return followPromise(blocking, record, start);
  });

  shadowMethod(state, "acceptWebSocket", (accept, site) => (self, parameters) => {
    const [socket] = parameters;
    const record = recordOf(id);
    if (socket instanceof WebSocket && record !== undefined) {
      record.hibernatableSockets.set(socket, site());
      acceptLink(socket, record);
    }
    return accept(self, parameters);
  });

  shadowMethod(state, "abort", (abort) => (self, parameters) => {
    const record = recordOf(id);
    record?.reset();
    // Sockets break off with the instance; an eviction leaves them.
    record?.hibernatableSockets.clear();
    if (record !== undefined) {
      breakLinks(record, "all");
      record.alarmInDoubt = record.alarmAt !== undefined;
    }
    return abort(self, parameters);
  });

  observeStorage(state.storage, id);
}

// Much longer than a block usually lasts.
const RECHECK_MS = 20;

/** Looks whether an actor is to abort while it lets nobody in who could make it; from within the block. */
function watchVerdict(record: ActorRecord, state: DurableObjectState): () => void {
  const check = (): void => {
    if (record.condemned !== undefined) state.abort(record.condemned);
    stop = startTimer(RECHECK_MS, check);
  };
  let stop = startTimer(RECHECK_MS, check);
  return () => stop();
}
