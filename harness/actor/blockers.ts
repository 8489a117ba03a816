import { describeSite } from "../failures/call-site.ts";
import { monotonicNow } from "../workerd/runtime.ts";
import type { Activity, ActorRecord } from "../trace/record.ts";

/** Something that keeps an actor in memory. */
export interface Blocker {
  /** E.g. `setTimeout 60000 ms`, `a socket accepted the classic way`, `call Worker "w1".process`. */
  readonly what: string;
  /** Where it was begun, e.g. `src/room.ts:12:5`; empty where that is not known. */
  readonly at: string;
  /** Milliseconds until it goes by itself, for timers; undefined for everything else. */
  readonly dueInMs: number | undefined;
  /** Whether it ends by itself sooner or later, without anybody doing anything. */
  readonly isWork: boolean;
}

/** Lists what keeps an actor in memory: work in flight, timers, sockets that cannot hibernate. */
export function listBlockers(record: ActorRecord): readonly Blocker[] {
  const sockets = Array.from(record.classicSockets.values(), (site) => ({
    what: "a socket accepted the classic way",
    at: describeSite(site),
    dueInMs: undefined,
    isWork: false,
  }));
  return [...Array.from(record.activities, describeActivity), ...sockets];
}

function describeActivity({ kind, name, site, dueAt }: Activity): Blocker {
  return {
    what: name,
    at: site === undefined ? "" : describeSite(site),
    dueInMs:
      kind === "timer" && dueAt !== undefined ? Math.round(dueAt - monotonicNow()) : undefined,
    isWork: kind !== "timer",
  };
}

/** Writes blockers as a list of lines. */
export function describeBlockers(blockers: readonly Blocker[]): string {
  return blockers.map(({ what, at }) => `\n  ${what}${at === "" ? "" : ` at ${at}`}`).join("");
}
