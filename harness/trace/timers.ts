import type { CallSite } from "../errors.ts";
import { monotonicNow } from "../runtime.ts";
import { currentActor } from "./current-actor.ts";
import { followPromise } from "./follow-promise.ts";
import type { Activity, ActivityStart, ActorRecord } from "./record.ts";
import { runActivity } from "./run-activity.ts";
import { type Invoke, type Site, shadowMethod } from "./shadow.ts";

interface Timer {
  readonly record: ActorRecord;
  readonly activity: Activity;
}

const timers = new Map<unknown, Timer>();

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
    const activity = record.begin(describeTimer("setTimeout", { ms: Number(ms), site: site() }));
    const fire = (): void => {
      timers.delete(timer);
      runCallback(record, { activity, run: () => Reflect.apply(callback, undefined, rest) });
      record.end(activity);
    };
    const timer = set(self, [fire, ms]);
    timers.set(timer, { record, activity });
    return timer;
  };
}

function observeSetInterval(set: Invoke, site: Site): Invoke {
  return (self, parameters) => {
    const record = currentActor();
    const [callback, ms = 0, ...rest] = parameters;
    if (record === undefined || typeof callback !== "function") return set(self, parameters);
    const due = { ms: Number(ms), site: site() };
    const begin = (): Activity => record.begin(describeTimer("setInterval", due));
    let activity = begin();
    const fire = (): void => {
      runCallback(record, { activity, run: () => Reflect.apply(callback, undefined, rest) });
      record.end(activity);
      if (!timers.has(timer)) return;
      activity = begin();
      timers.set(timer, { record, activity });
    };
    const timer = set(self, [fire, ms]);
    timers.set(timer, { record, activity });
    return timer;
  };
}

function observeClear(clear: Invoke): Invoke {
  return (self, parameters) => {
    const [timer] = parameters;
    const known = timers.get(timer);
    if (known !== undefined) known.record.end(known.activity);
    timers.delete(timer);
    return clear(self, parameters);
  };
}

function observeWait(wait: Invoke, site: Site): Invoke {
  return (self, parameters) => {
    const waiting = wait(self, parameters);
    const record = currentActor();
    if (record === undefined || !(waiting instanceof Promise)) return waiting;
    const due = { ms: Number(parameters[0]), site: site() };
    return followPromise(waiting, record, describeTimer("scheduler.wait", due));
  };
}

interface Callback {
  readonly activity: Activity;
  readonly run: () => unknown;
}

function runCallback(record: ActorRecord, { activity, run }: Callback): void {
  const start = { ...activity, kind: "entry", name: `callback of ${activity.name}` } as const;
  runActivity(record, { start, run, isHandled: false });
}

interface Due {
  readonly ms: number;
  readonly site: CallSite;
}

function describeTimer(name: string, { ms, site }: Due): ActivityStart {
  return { kind: "timer", name: `${name} ${ms} ms`, site, dueAt: monotonicNow() + ms };
}
