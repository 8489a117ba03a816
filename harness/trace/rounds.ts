import { monotonicNow } from "../workerd/runtime.ts";
import { currentActivity } from "./current-actor.ts";
import type { Activity, ActivityStart, ActorRecord, Rounds } from "./record.ts";

// The last timer that an activity has set at each place.
const last = new WeakMap<Activity, Map<string, Activity>>();

/**
 * Begins a timer, as the next round of its like if it is set by the callback of that, as a heartbeat does, or after
 * that has ended, as a loop does. Timers side by side, and those set from elsewhere or for another time, begin anew.
 */
export function beginTimer(record: ActorRecord, start: ActivityStart): Activity {
  const by = currentActivity();
  const place = placeOf(start);
  const candidates = [by?.callbackOf, by && last.get(by)?.get(place)];
  const like = candidates.find((it) => it !== undefined && placeOf(it) === place);
  const isNext = like !== undefined && (like === by?.callbackOf || !record.activities.has(like));
  const timer = record.begin({ ...start, rounds: isNext ? nextRound(like.rounds) : firstRound() });
  if (by !== undefined)
    last.set(by, (last.get(by) ?? new Map<string, Activity>()).set(place, timer));
  return timer;
}

/** Of something that its like did not set. */
export function firstRound(): Rounds {
  return { count: 0, since: monotonicNow() };
}

/** The round after that one. */
export function nextRound(rounds: Rounds = firstRound()): Rounds {
  return { count: rounds.count + 1, since: rounds.since };
}

function placeOf({ name, site }: ActivityStart): string {
  return `${name} ${site?.stack ?? ""}`;
}
