import type { Totals } from "../protocol.ts";
import type { DeadLetter } from "../reply.ts";
import { LoanStore } from "./loan-store.ts";
import { createTables } from "./schema.ts";
import type { Step, Worker } from "./step.ts";
import { type Task, announceTask, isSettled } from "./task.ts";

type TaskRow = { submission: string; progress: string };
type WorkerRow = { id: string; task: string | null; seen: number };
type TotalsRow = { -readonly [Name in keyof Totals]: number };

/** In characters, in a list. */
const LONGEST_REASON = 1000;

/** What decides when something is to be done. */
export interface Waits {
  /** How long a settled task is kept. */
  readonly keptMs: number;
  /** How long a worker may be silent. */
  readonly silenceMs: number;
  /** When what was told in vain is told again. */
  readonly retellAt: number;
  /** Whether siblings are told of queued tasks. */
  readonly isShard: boolean;
}

/** A coordinator's tasks and workers in SQLite. Each method touches a fixed number of rows and none waits. */
export class TaskStore {
  /** Name of the coordinator that these are of. */
  readonly coordinator: string;
  readonly loans: LoanStore;
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage, coordinator: string) {
    this.coordinator = coordinator;
    this.loans = new LoanStore(storage.sql);
    this.#storage = storage;
    createTables(storage.sql);
  }

  task(id: string): Task | undefined {
    return this.#tasks("WHERE id = ?", id)[0];
  }

  /** The queued task that is to go first. */
  nextQueued(): Task | undefined {
    return this.#tasks("WHERE status = 'queued' ORDER BY priority DESC, position LIMIT 1")[0];
  }

  /** The task that a worker has. */
  taskOf(worker: string): Task | undefined {
    return this.#tasks("WHERE id = (SELECT task FROM workers WHERE id = ?)", worker)[0];
  }

  /** Waiting tasks whose time has come, the longest due first. */
  due(now: number, limit: number): Task[] {
    return this.#tasks("WHERE status = 'waiting' AND due <= ? ORDER BY due LIMIT ?", now, limit);
  }

  /**
   * Failed tasks in the order of their submission, those after the task named. Of each reason the beginning, so that a
   * session has room for the list in one row, which holds 2 MB; a task tells the whole of its own.
   */
  deadLetters(after: string | null, limit: number): DeadLetter[] {
    return this.#storage.sql
      .exec<{ task: string; reason: string }>(
        `SELECT id AS task, substr(progress ->> '$.state.reason', 1, ?) AS reason FROM tasks WHERE status = 'failed'
         AND position > coalesce((SELECT position FROM tasks WHERE id = ?), 0) ORDER BY position LIMIT ?`,
        LONGEST_REASON,
        after,
        limit,
      )
      .toArray();
  }

  /** The tasks that were submitted last, the latest first. */
  latestTasks(limit: number): Task[] {
    return this.#tasks("ORDER BY position DESC LIMIT ?", limit);
  }

  /** Tasks of whose state someone has yet to be told, the least often tried first; counts this as a try. */
  takeUntold(limit: number): Task[] {
    return this.#storage.sql
      .exec<TaskRow>(
        `UPDATE tasks SET tries = tries + 1 WHERE position IN (
           SELECT position FROM tasks WHERE tries IS NOT NULL ORDER BY tries, position LIMIT ?
         ) RETURNING submission, progress`,
        limit,
      )
      .toArray()
      .map(readTask);
  }

  /** Forgets the tasks that settled before, but for those of which someone has yet to be told. */
  forget(before: number, limit: number): void {
    this.#storage.sql.exec(
      `DELETE FROM tasks WHERE position IN (
         SELECT position FROM tasks WHERE settled < ? AND tries IS NULL ORDER BY settled LIMIT ?)`,
      before,
      limit,
    );
  }

  worker(id: string): Worker | undefined {
    return this.#workers("WHERE id = ?", id)[0];
  }

  /** Workers in the order of their names. */
  someWorkers(limit: number): Worker[] {
    return this.#workers("ORDER BY id LIMIT ?", limit);
  }

  /** The first worker without a task. */
  idleWorker(): Worker | undefined {
    return this.#workers("WHERE task IS NULL ORDER BY id LIMIT 1")[0];
  }

  /** Workers that have a task and were not heard of since, the longest silent first. */
  silentWorkers(since: number, limit: number): Worker[] {
    return this.#workers("WHERE task IS NOT NULL AND seen < ? ORDER BY seen LIMIT ?", since, limit);
  }

  totals(): Totals {
    return this.#storage.sql
      .exec<TotalsRow>(
        "SELECT queued, waiting, active, completed, failed, cancelled, workers FROM totals",
      )
      .one();
  }

  /** The number of the next assignment; larger than any given before. */
  nextAssignment(): number {
    const query = "SELECT assignments + 1 AS next FROM totals";
    return this.#storage.sql.exec<{ next: number }>(query).one().next;
  }

  /**
   * When something is to be done next, if ever: a task is due, a worker too long silent, or someone told again;
   * a shard also asks after its loans and says again that its tasks wait.
   */
  nextDue({ keptMs, silenceMs, retellAt, isShard }: Waits): number | null {
    return this.#storage.sql
      .exec<{ due: number | null }>(
        `SELECT min(due) AS due FROM (
           SELECT min(due) AS due FROM tasks WHERE status = 'waiting'
           UNION ALL SELECT min(settled) + ? FROM tasks WHERE settled IS NOT NULL AND tries IS NULL
           UNION ALL SELECT min(seen) + ? FROM workers WHERE task IS NOT NULL
           UNION ALL SELECT ? WHERE EXISTS (SELECT 1 FROM tasks WHERE tries IS NOT NULL)
             OR EXISTS (SELECT 1 FROM loans)
             OR ? AND EXISTS (SELECT 1 FROM tasks WHERE status = 'queued')
         )`,
        keptMs,
        silenceMs,
        retellAt,
        Number(isShard),
      )
      .one().due;
  }

  /** Stores all that a step changes, or nothing of it. */
  write({ tasks, workers, removedWorker, loan, borrowed }: Step): void {
    this.#storage.transactionSync(() => {
      for (const task of tasks) this.#writeTask(task);
      for (const worker of workers) this.#writeWorker(worker);
      if (removedWorker !== null) this.#removeWorker(removedWorker);
      if (loan !== null) this.loans.writeLoan(loan);
      if (borrowed !== null) this.loans.writeBorrowed(borrowed);
    });
  }

  /** Notes that everybody knows where a task stands; without effect if it has moved on. */
  markTold(task: Task): void {
    this.#storage.sql.exec(
      "UPDATE tasks SET tries = NULL WHERE id = ? AND progress = ?",
      task.order.id,
      writeProgress(task),
    );
  }

  #writeTask(task: Task): void {
    const { order, submitter, replyTo, state } = task;
    this.#storage.sql.exec(
      `INSERT INTO tasks (id, submission, progress, status, priority, due, settled, tries)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET progress = excluded.progress, status = excluded.status,
         due = excluded.due, settled = excluded.settled, tries = excluded.tries`,
      order.id,
      JSON.stringify({ order, submitter, replyTo }),
      writeProgress(task),
      state.status,
      order.priority,
      state.status === "waiting" ? state.due : null,
      isSettled(state) ? Date.now() : null,
      announceTask(task).length === 0 ? null : 0,
    );
  }

  #removeWorker(id: string): void {
    this.#storage.sql.exec("DELETE FROM workers WHERE id = ?", id);
    this.loans.removeBorrowed(id);
  }

  #writeWorker({ id, task, seen }: Worker): void {
    this.#storage.sql.exec(
      `INSERT INTO workers (id, task, seen) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET task = excluded.task, seen = excluded.seen`,
      id,
      task,
      seen,
    );
  }

  #tasks(condition: string, ...bindings: (string | number)[]): Task[] {
    return this.#storage.sql
      .exec<TaskRow>(`SELECT submission, progress FROM tasks ${condition}`, ...bindings)
      .toArray()
      .map(readTask);
  }

  #workers(condition: string, ...bindings: (string | number)[]): Worker[] {
    return this.#storage.sql
      .exec<WorkerRow>(`SELECT id, task, seen FROM workers ${condition}`, ...bindings)
      .toArray();
  }
}

function writeProgress({ failures, state }: Task): string {
  return JSON.stringify({ failures, state });
}

// Only this file writes these rows, so they are what it made of a task.
function readTask({ submission, progress }: TaskRow): Task {
  return { ...JSON.parse(submission), ...JSON.parse(progress) };
}
