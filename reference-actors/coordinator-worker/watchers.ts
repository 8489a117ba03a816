import type { QueueChange, TaskSummary } from "../protocol.ts";
import type { SessionActor } from "../session-gateway/session-actor.ts";
import type { Step, Watcher } from "./step.ts";
import type { TaskStore } from "./task-store.ts";
import type { Task } from "./task.ts";

/** How long a session is told of changes. It asks again before, and so finds out what it missed. */
const WATCH_MS = 60_000;

type Stub = DurableObjectStub<SessionActor>;

/** A session that watches, and the stub through which it is told. */
export interface Watch extends Watcher {
  readonly stub: Stub;
}

type WatchRow = { session: string; replyTo: string };

/** Who watches a queue; stored, as a queue that nothing happens to is evicted within seconds. */
export class Watchers {
  readonly #sql: SqlStorage;
  readonly #sessions: DurableObjectNamespace<SessionActor>;
  /** One for each session, as what is sent through one arrives in that order. */
  #stubs: ReadonlyMap<string, Stub> = new Map();

  constructor(sql: SqlStorage, sessions: DurableObjectNamespace<SessionActor>) {
    this.#sql = sql;
    this.#sessions = sessions;
  }

  /** Has a session told from now on, by a new stub: one that was held over a crash stays broken. */
  add({ session, replyTo }: Watcher, now: number): void {
    this.#stubs = new Map([...this.#stubs].filter(([name]) => name !== session));
    this.#sql.exec("DELETE FROM watchers WHERE until <= ?", now);
    const insert = "INSERT OR REPLACE INTO watchers (session, reply_to, until) VALUES (?, ?, ?)";
    this.#sql.exec(insert, session, JSON.stringify(replyTo), now + WATCH_MS);
  }

  /** Those who watch now. */
  list(now: number): Watch[] {
    const query = "SELECT session, reply_to AS replyTo FROM watchers WHERE until > ?";
    const watches = this.#sql
      .exec<WatchRow>(query, now)
      .toArray()
      .map(({ session, replyTo }): Watch => {
        const stub = this.#stubs.get(session) ?? this.#sessions.getByName(session);
        return { session, replyTo: JSON.parse(replyTo), stub };
      });
    this.#stubs = new Map(watches.map(({ session, stub }) => [session, stub]));
    return watches;
  }
}

/** Whether a step changes what those who watch can see. */
export function isChange({ tasks, workers, removedWorker }: Step): boolean {
  return tasks.length + workers.length > 0 || removedWorker !== null;
}

/** Says what a step changes, in short. */
export function describeChange(step: Step, store: TaskStore): QueueChange {
  const { tasks, workers, removedWorker } = step;
  return {
    type: "queue_changed",
    totals: store.totals(),
    tasks: tasks.map(summarizeTask),
    workers: workers.map(({ id, task }) => ({ worker: id, task })),
    removedWorker,
  };
}

/** A task as one line of a list. */
export function summarizeTask({ order: { id, job, priority }, state }: Task): TaskSummary {
  const { status } = state;
  return { task: id, job, priority, status, worker: status === "active" ? state.worker : null };
}
