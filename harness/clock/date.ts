import { currentActor } from "../trace/current-actor.ts";
import { shadowMethod } from "../instrument/shadow.ts";

let isObserved = false;

/** Gives actors on virtual time their own `Date` and `performance.now`; everybody else keeps the real ones. */
export function observeDate(): void {
  if (isObserved) return;
  isObserved = true;
  const { Date: RealDate } = globalThis;
  const now = (): number => currentActor()?.clock?.now ?? RealDate.now();
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: unknown[], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
  });
  const started = RealDate.now() - performance.now();
  shadowMethod(performance, "now", (read) => (self, parameters) => {
    const clock = currentActor()?.clock;
    return clock === undefined ? read(self, parameters) : clock.now - started;
  });
}
