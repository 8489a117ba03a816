import type { CallSite } from "../errors.ts";
import { monotonicNow } from "../runtime.ts";
import { currentActor } from "./current-actor.ts";
import { endWith } from "./promise-end.ts";
import type { ActorRecord } from "./record.ts";
import { runActivity } from "./run-activity.ts";
import { type Invoke, type Site, shadowMethod } from "./shadow.ts";

const ends = new Map<unknown, () => void>();

/**
 * Observes timers that actors set. Actors and tests share one global object, so that this is the only place
 * for it; outside of watched actors every call goes straight through.
 */
export function observeTimers(): void {
  shadowMethod(globalThis, "setTimeout", observeSetTimeout);
  shadowMethod(globalThis, "setInterval", observeSetInterval);
  shadowMethod(globalThis, "clearTimeout", observeClear);
  shadowMethod(globalThis, "clearInterval", observeClear);
  shadowMethod(scheduler, "wait", observeWait);
}

function observeSetTimeout(set: Invoke, site: Site): Invoke {
  return (self, parameters) => {
    const record = currentActor();
    const [callback, ms = 0, ...rest] = parameters;
    if (record === undefined || typeof callback !== "function") return set(self, parameters);
    const end = beginTimer(record, "setTimeout", { ms: Number(ms), site: site() });
    const fire = (): void => {
      ends.delete(timer);
      runCallback(record, () => Reflect.apply(callback, undefined, rest));
      end();
    };
    const timer = set(self, [fire, ms]);
    ends.set(timer, end);
    return timer;
  };
}

function observeSetInterval(set: Invoke, site: Site): Invoke {
  return (self, parameters) => {
    const record = currentActor();
    const [callback, ms = 0, ...rest] = parameters;
    if (record === undefined || typeof callback !== "function") return set(self, parameters);
    const due = { ms: Number(ms), site: site() };
    const begin = (): (() => void) => beginTimer(record, "setInterval", due);
    const fire = (): void => {
      runCallback(record, () => Reflect.apply(callback, undefined, rest));
      ends.get(timer)?.();
      if (ends.has(timer)) ends.set(timer, begin());
    };
    const timer = set(self, [fire, ms]);
    ends.set(timer, begin());
    return timer;
  };
}

function observeClear(clear: Invoke): Invoke {
  return (self, parameters) => {
    const [timer] = parameters;
    ends.get(timer)?.();
    ends.delete(timer);
    return clear(self, parameters);
  };
}

function observeWait(wait: Invoke, site: Site): Invoke {
  return (self, parameters) => {
    const waiting = wait(self, parameters);
    const record = currentActor();
    if (record === undefined || !(waiting instanceof Promise)) return waiting;
    const due = { ms: Number(parameters[0]), site: site() };
    return endWith(waiting, beginTimer(record, "scheduler.wait", due));
  };
}

function runCallback(record: ActorRecord, run: () => unknown): void {
  runActivity(record, { start: { kind: "entry", name: "timer callback" }, run, isHandled: false });
}

interface Due {
  readonly ms: number;
  readonly site: CallSite;
}

function beginTimer(record: ActorRecord, name: string, { ms, site }: Due): () => void {
  return record.begin({
    kind: "timer",
    name: `${name} ${ms} ms`,
    site,
    dueAt: monotonicNow() + ms,
  });
}
