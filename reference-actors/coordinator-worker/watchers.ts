import type { QueueChange, TaskSummary } from "../protocol.ts";
import type { SessionActor } from "../session-gateway/session-actor.ts";
import type { Step, Watcher } from "./step.ts";
import type { TaskStore } from "./task-store.ts";
import type { Task } from "./task.ts";

/** How long a session is told of changes. It asks again before, and so finds out what it missed. */
const WATCH_MS = 60_000;

/** A session that watches, and the stub through which it is told. */
export interface Watch extends Watcher {
  readonly stub: Pick<DurableObjectStub<SessionActor>, "receive">;
}

/** Who watches a queue. In memory only: after a crash they ask again within a minute. */
export class Watchers {
  readonly #until = new Map<string, Watch & { readonly until: number }>();

  add(watch: Watch, now: number): void {
    this.#until.set(watch.session, { ...watch, until: now + WATCH_MS });
  }

  /** Those who watch now. */
  list(now: number): Watch[] {
    for (const [session, { until }] of this.#until) if (until <= now) this.#until.delete(session);
    return [...this.#until.values()];
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
