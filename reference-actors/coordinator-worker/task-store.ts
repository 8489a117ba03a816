import type { Totals } from "../protocol.ts";
import type { Step, Worker } from "./coordinator-step.ts";
import { createTables } from "./schema.ts";
import type { Task } from "./task.ts";

type TaskRow = { submission: string; state: string };
type WorkerRow = { id: string; task: string | null };
type TotalsRow = {
  queued: number;
  active: number;
  completed: number;
  failed: number;
  workers: number;
};

/** A coordinator's tasks and workers in SQLite. Each method touches a fixed number of rows and none waits. */
export class TaskStore {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    createTables(storage.sql);
  }

  task(id: string): Task | undefined {
    return this.#tasks("SELECT submission, state FROM tasks WHERE id = ?", id)[0];
  }

  /** The task that has waited longest. */
  nextQueued(): Task | undefined {
    return this.#tasks(
      "SELECT submission, state FROM tasks WHERE status = 'queued' ORDER BY position LIMIT 1",
    )[0];
  }

  /** The task that a worker has. */
  taskOf(worker: string): Task | undefined {
    return this.#tasks(
      "SELECT submission, state FROM tasks WHERE id = (SELECT task FROM workers WHERE id = ?)",
      worker,
    )[0];
  }

  /** Tasks of whose state someone has yet to be told, the least often tried first; counts this as a try. */
  takeUntold(limit: number): Task[] {
    return this.#tasks(
      `UPDATE tasks SET tries = tries + 1 WHERE position IN (
         SELECT position FROM tasks WHERE tries IS NOT NULL ORDER BY tries, position LIMIT ?
       ) RETURNING submission, state`,
      limit,
    );
  }

  worker(id: string): Worker | undefined {
    return this.#storage.sql
      .exec<WorkerRow>("SELECT id, task FROM workers WHERE id = ?", id)
      .toArray()[0];
  }

  /** The first worker without a task. */
  idleWorker(): Worker | undefined {
    return this.#storage.sql
      .exec<WorkerRow>("SELECT id, task FROM workers WHERE task IS NULL ORDER BY id LIMIT 1")
      .toArray()[0];
  }

  totals(): Totals {
    return this.#storage.sql
      .exec<TotalsRow>("SELECT queued, active, completed, failed, workers FROM totals")
      .one();
  }

  /** The number of the next assignment; larger than any given before. */
  nextAssignment(): number {
    return (
      this.#storage.sql.exec<{ assignments: number }>("SELECT assignments FROM totals").one()
        .assignments + 1
    );
  }

  /** Stores all that a step changes, or nothing of it. */
  write({ tasks, workers, removedWorkers }: Step): void {
    this.#storage.transactionSync(() => {
      for (const task of tasks) this.#writeTask(task);
      for (const { id, task } of workers) {
        this.#storage.sql.exec(
          "INSERT INTO workers (id, task) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET task = excluded.task",
          id,
          task,
        );
      }
      for (const id of removedWorkers) {
        this.#storage.sql.exec("DELETE FROM workers WHERE id = ?", id);
      }
    });
  }

  /** Notes that everybody knows of this state; without effect if the task has moved on. */
  markTold(task: Task): void {
    this.#storage.sql.exec(
      "UPDATE tasks SET tries = NULL WHERE id = ? AND state = ?",
      task.order.id,
      JSON.stringify(task.state),
    );
  }

  #writeTask({ state, ...submission }: Task): void {
    this.#storage.sql.exec(
      // Of a queued task nobody needs to be told.
      `INSERT INTO tasks (id, submission, status, state, tries)
       VALUES (?1, ?2, ?3, ?4, iif(?3 = 'queued', NULL, 0))
       ON CONFLICT (id) DO UPDATE SET status = excluded.status, state = excluded.state, tries = excluded.tries`,
      submission.order.id,
      JSON.stringify(submission),
      state.status,
      JSON.stringify(state),
    );
  }

  #tasks(query: string, ...bindings: (string | number)[]): Task[] {
    // Only this class writes these rows, so they are what `#writeTask` made of a task.
    return this.#storage.sql
      .exec<TaskRow>(query, ...bindings)
      .toArray()
      .map(({ submission, state }) => ({ ...JSON.parse(submission), state: JSON.parse(state) }));
  }
}
