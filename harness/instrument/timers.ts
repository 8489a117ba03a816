import type { VirtualTimer } from "../clock/actor-clock.ts";
import { monotonicNow } from "../workerd/runtime.ts";
import { currentActor } from "../trace/current-actor.ts";
import { endWith } from "./follow-promise.ts";
import type { Activity, ActivityStart, ActorRecord } from "../trace/record.ts";
import { beginTimer, nextRound } from "../trace/rounds.ts";
import { runActivity } from "./run-activity.ts";
import { type Invoke, type Site, shadowMethod } from "./shadow.ts";

/** A timer that an actor has set. */
interface Timer {
  readonly record: ActorRecord;
  activity: Activity;
  /** Undefined on real time. */
  virtual: VirtualTimer | undefined;
  readonly fire: () => void;
}

// By what the runtime gave the actor for it.
const timers = new Map<unknown, Timer>();
const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Observes timers that actors set. Actors and tests share one global object, so that this is the only place
 * for it; outside of watched actors every call goes straight through.
 */
export function observeTimers(): void {
  shadowMethod(globalThis, "setTimeout", (set, site) => observeSet(set, site, "setTimeout"));
  shadowMethod(globalThis, "setInterval", (set, site) => observeSet(set, site, "setInterval"));
  shadowMethod(globalThis, "clearTimeout", observeClear);
  shadowMethod(globalThis, "clearInterval", observeClear);
  shadowMethod(scheduler, "wait", observeWait);
}

/** Puts the timers of an actor on virtual time, with what is left of them. Called inside the actor. */
export function moveTimers(record: ActorRecord): void {
  for (const [handle, timer] of timers) {
    if (timer.record !== record || timer.virtual !== undefined) continue;
    Reflect.apply(real.clearTimeout, globalThis, [handle]);
    const leftMs = (timer.activity.dueAt ?? 0) - monotonicNow();
    timer.virtual = record.clock?.set(leftMs, timer.fire);
  }
}

type TimerName = "setTimeout" | "setInterval";

function observeSet(set: Invoke, site: Site, name: TimerName): Invoke {
  return (self, parameters) => {
    const record = currentActor();
    const [callback, ms = 0, ...rest] = parameters;
    if (record === undefined || typeof callback !== "function") return set(self, parameters);
    const start = { kind: "timer", name: `${name} ${Number(ms)} ms`, site: site() } as const;
    const fire = (): void => {
      const { activity } = timer;
      if (name === "setTimeout") timers.delete(handle);
      runCallback(record, activity, () => Reflect.apply(callback, undefined, rest));
      record.end(activity);
      if (!timers.has(handle)) return;
      const rounds = nextRound(activity.rounds);
      timer.activity = record.begin({ ...dueIn(record, start, Number(ms)), rounds });
      if (timer.virtual !== undefined) timer.virtual = record.clock?.set(Number(ms), fire);
    };
    const timer: Timer = {
      record,
      activity: beginTimer(record, dueIn(record, start, Number(ms))),
      fire,
      virtual: record.clock?.set(Number(ms), fire),
    };
    const handle = timer.virtual === undefined ? set(self, [fire, ms]) : createHandle();
    timers.set(handle, timer);
    return handle;
  };
}

/** What the runtime gives for a timer, of one that will never fire. */
function createHandle(): unknown {
  const handle: unknown = Reflect.apply(real.setTimeout, globalThis, [() => {}, LONGEST_MS]);
  Reflect.apply(real.clearTimeout, globalThis, [handle]);
  return handle;
}

function observeClear(clear: Invoke): Invoke {
  return (self, parameters) => {
    const [handle] = parameters;
    const timer = timers.get(handle);
    timers.delete(handle);
    if (timer === undefined) return clear(self, parameters);
    timer.record.end(timer.activity);
    if (timer.virtual !== undefined) timer.record.clock?.clear(timer.virtual);
    return clear(self, parameters);
  };
}

function observeWait(wait: Invoke, site: Site): Invoke {
  return (self, parameters) => {
    const record = currentActor();
    if (record === undefined) return wait(self, parameters);
    const ms = Number(parameters[0]);
    const { clock } = record;
    const waiting =
      clock === undefined
        ? wait(self, parameters)
        : new Promise<void>((resolve) => clock.set(ms, resolve));
    if (!(waiting instanceof Promise)) return waiting;
    const start = { kind: "timer", name: `scheduler.wait ${ms} ms`, site: site() } as const;
    return endWith(waiting, record, beginTimer(record, dueIn(record, start, ms)));
  };
}

function runCallback(record: ActorRecord, timer: Activity, run: () => unknown): void {
  const { name, site } = timer;
  const what = { kind: "entry", name: `callback of ${name}`, callbackOf: timer } as const;
  runActivity(record, { start: { ...what, ...(site && { site }) }, run, isHandled: false });
}

function dueIn({ clock }: ActorRecord, start: ActivityStart, ms: number): ActivityStart {
  return clock === undefined
    ? { ...start, dueAt: monotonicNow() + ms }
    : { ...start, virtuallyDueAt: clock.now + ms };
}
