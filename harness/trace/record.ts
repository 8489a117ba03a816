import type { ActorClock } from "../clock/actor-clock.ts";
import type { CallSite } from "../failures/errors.ts";
import { monotonicNow } from "../workerd/runtime.ts";
import { type TimelineEvent, remember } from "../failures/timeline.ts";
import { type Link, breakLinks } from "./links.ts";
import type { Interceptor, Operation, Recorder } from "./interception.ts";

/** What kind of work keeps an actor busy, or will. */
export type ActivityKind =
  /** `fetch`, `alarm`, a WebSocket handler or an RPC method. */
  | "entry"
  /** An asynchronous storage operation. */
  | "storage"
  /** A promise given to `ctx.waitUntil`. */
  | "waitUntil"
  /** A `ctx.blockConcurrencyWhile`. */
  | "block"
  /** `setTimeout`, `setInterval` or `scheduler.wait`. */
  | "timer"
  /** A request to another actor. */
  | "call"
  /** A request to the outside. */
  | "fetch"
  /** The body of a request or an answer being read. */
  | "body"
  /** A frame that a fault puts off. */
  | "send";

/** How often a timer or alarm has come again that sets itself anew. */
export interface Rounds {
  /** 0 for one that its like did not set. */
  readonly count: number;
  /** When the first of them was set, on the clock of {@link monotonicNow}. */
  readonly since: number;
}

/** What is known of an activity when it begins. */
export interface ActivityStart {
  readonly kind: ActivityKind;
  /** For people: `webSocketMessage`, `put "count"`, `setTimeout 50 ms`. */
  readonly name: string;
  /** Where it was begun, for work that can outlive its entry. */
  readonly site?: CallSite;
  /** For timers: when it fires, on the clock of {@link monotonicNow}. */
  readonly dueAt?: number;
  /** For timers on virtual time: when it fires, in milliseconds since the epoch on the actor's clock. */
  readonly virtuallyDueAt?: number;
  /** For timers and alarms. */
  readonly rounds?: Rounds;
  /** For the callback of a timer: that timer. */
  readonly callbackOf?: Activity;
  /** For an entry: whether it is the work on a call, as counted in {@link ActorRecord.callsSent}. */
  readonly isCall?: boolean;
}

/** Work of an actor that has begun and not yet ended. */
export interface Activity extends ActivityStart {
  readonly since: number;
}

/** A close frame of a client that the actor's handler has dealt with. */
export interface HandledClose {
  readonly code: number;
  readonly reason: string;
}

/** A frame that an actor sent. */
export interface SentFrame {
  readonly data: unknown;
  readonly site: CallSite;
  /** The entry or callback whose code sent it, which may have returned long before. */
  readonly by: Activity | undefined;
  /** What else the actor was doing at that moment. */
  readonly during: readonly Activity[];
}

/** Somebody who watches an actor: a scope. */
export interface Watcher {
  /** Told when an actor it watches first calls another one. */
  adopt(id: string): void;
  /** Gives the name that an actor means when it names another one: the same for every other scope's actors. */
  localName(caller: string | undefined, name: string): string;
}

/** What is known of one actor while a scope watches it; outlives its instances. */
export interface ActorRecord {
  readonly id: string;
  /** The name that the id was made from, as far as that is known. */
  name: string | undefined;
  /** For people: `Room "lobby"`. */
  label: string;
  readonly watchers: Set<Watcher>;
  readonly activities: ReadonlySet<Activity>;
  /** Sockets accepted the classic way and still open, with where; they keep the actor in memory. */
  readonly classicSockets: Map<WebSocket, CallSite>;
  /** What is put between the actor and its operations, first come first asked. */
  readonly interceptors: Set<Interceptor>;
  /** Who is told of the actor's operations. */
  readonly recorders: Set<Recorder>;
  /** The state of the instance that lives, if one is known to. For use inside the actor only. */
  state: DurableObjectState | undefined;
  /** Number of operations so far at which something can be put in between. */
  steps: number;
  /** Whether an instance is known to live: it was constructed and has not been aborted or evicted since. */
  isAlive: boolean;
  /** Sockets accepted for hibernation since the instance was constructed, with where. */
  readonly hibernatableSockets: Map<WebSocket, CallSite>;
  /** Sockets between this actor and others, also those that outlive its instances. */
  readonly links: Set<Link>;
  /** Closes that were handled and that nobody has claimed yet, oldest first. */
  readonly handledCloses: HandledClose[];
  /** What the actor did last, oldest first. */
  readonly events: TimelineEvent[];
  /** The last frames that the actor sent, oldest first. */
  readonly sentFrames: SentFrame[];
  /** Why its instance is to abort by itself, because it lets nobody in who could make it; undefined if it need not. */
  condemned: string | undefined;
  /** How many of its instances are known to be gone. */
  readonly deaths: number;
  /** Calls to this actor that have been sent and not yet answered; it works on those of its activities that are one. */
  callsSent: number;
  /** Operations that faults hold at this moment. */
  readonly held: Set<Operation>;
  /** The actor's virtual time; undefined on real time. */
  clock: ActorClock | undefined;
  /** When the alarm is due, in milliseconds since the epoch; undefined if nothing is known of one. */
  alarmAt: number | undefined;
  /** Whether the instance that set it was aborted since, and the alarm may be lost with what was not yet committed. */
  alarmInDoubt: boolean;
  /** Where the alarm was set. */
  alarmSite: CallSite | undefined;
  /** When it was set, on the clock of {@link monotonicNow}, and how often it has set itself anew by then. */
  alarmSetAt: number;
  alarmRounds: Rounds;
  /** How often the alarm that is set has failed. */
  alarmFailures: number;
  /** Goes up with every change. */
  readonly version: number;
  /** Says that work has begun. */
  begin(start: ActivityStart): Activity;
  /** Says that it has ended; does nothing if its instance is gone. */
  end(activity: Activity): void;
  /** Counts a change that is neither. */
  notify(): void;
  /** Ends everything: the instance is gone. */
  reset(): void;
}

/** Differs whenever one of them has changed. */
export function versionOf(records: readonly ActorRecord[]): string {
  return records.map(({ version }) => version).join();
}

// What a timeline tells; storage and timers would drown it.
const TOLD: ReadonlySet<ActivityKind> = new Set(["entry", "call", "fetch", "waitUntil"]);

/** Opens the record of an actor that has not run yet. */
export function openRecord(id: string): ActorRecord {
  const activities = new Set<Activity>();
  const classicSockets = new Map<WebSocket, CallSite>();
  let version = 0;
  let deaths = 0;
  const notify = (): void => {
    version += 1;
  };
  const record: ActorRecord = {
    id,
    name: undefined,
    label: id.slice(0, 8),
    watchers: new Set(),
    activities,
    classicSockets,
    interceptors: new Set(),
    recorders: new Set(),
    state: undefined,
    steps: 0,
    isAlive: false,
    hibernatableSockets: new Map(),
    links: new Set(),
    handledCloses: [],
    events: [],
    sentFrames: [],
    condemned: undefined,
    get deaths() {
      return deaths;
    },
    callsSent: 0,
    held: new Set(),
    clock: undefined,
    alarmAt: undefined,
    alarmInDoubt: false,
    alarmSite: undefined,
    alarmSetAt: 0,
    alarmRounds: { count: 0, since: 0 },
    alarmFailures: 0,
    get version() {
      return version;
    },
    begin: (start) => {
      const activity: Activity = { ...start, since: monotonicNow() };
      activities.add(activity);
      if (TOLD.has(start.kind)) remember(record.events, { at: activity.since, what: start.name });
      notify();
      return activity;
    },
    end: (activity) => {
      if (activities.delete(activity)) notify();
    },
    notify,
    reset: () => {
      if (record.isAlive) {
        remember(record.events, { at: monotonicNow(), what: "is gone" });
        deaths += 1;
      }
      record.isAlive = false;
      record.state = undefined;
      activities.clear();
      record.condemned = undefined;
      record.held.clear();
      record.clock?.reset();
      classicSockets.clear();
      breakLinks(record, "opened");
      version += 1;
    },
  };
  return record;
}
