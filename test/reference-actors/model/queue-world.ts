import { decide, placeIn } from "../../../reference-actors/coordinator-worker/decide.ts";
import type { Step } from "../../../reference-actors/coordinator-worker/step.ts";
import { TaskStore } from "../../../reference-actors/coordinator-worker/task-store.ts";
import { beginTask } from "../../../reference-actors/coordinator-worker/task-steps.ts";
import {
  type Task,
  announceTask,
  reportOutcome,
} from "../../../reference-actors/coordinator-worker/task.ts";
import type { Address, Outcome } from "../../../reference-actors/protocol.ts";
import type { CoordinatorReply } from "../../../reference-actors/reply.ts";
import { SimulatedWorker } from "./simulated-worker.ts";

/** What may happen to a message, or to what answers it. */
export const FATES = ["delivered", "delivered twice", "lost", "answered in vain"] as const;
export type Fate = (typeof FATES)[number];

/** A message under way; delivering it says whether its receiver took it. */
interface Letter {
  deliver(): boolean;
  /** What the sender does once it knows that it was taken. */
  answered(): void;
}

const MAIN: Address<"coordinator"> = { kind: "coordinator", name: "main" };

/**
 * A coordinator over SQLite as it is deployed, workers as their pure states, and a network between them on which
 * everything can be lost, doubled or overtaken. Nothing here waits, so that thousands of stories can be told.
 */
export class QueueWorld {
  readonly workers = new Map<string, SimulatedWorker>();
  readonly letters: Letter[] = [];
  /** Of which tasks their submitter knows how they ended. */
  readonly told = new Map<string, string>();
  readonly failures = new Map<string, number>();
  store: TaskStore;
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.store = new TaskStore(storage, MAIN.name);
    for (const table of ["tasks", "workers", "totals"]) storage.sql.exec(`DELETE FROM ${table}`);
    this.store = new TaskStore(storage, MAIN.name);
  }

  /** Forgets all that is in memory, the messages under way included. */
  crash(): void {
    this.letters.length = 0;
    this.store = new TaskStore(this.#storage, MAIN.name);
  }

  /** A client asks; undefined when the coordinator crashed before it stored anything. */
  ask(input: object, crashes = false): CoordinatorReply | undefined {
    const step = decide(this.store, { kind: "session", name: "alice" }, input);
    if (crashes) this.crash();
    else this.#take(step);
    return crashes ? undefined : step.reply;
  }

  /** The coordinator's alarm: tells again, and begins what waits, however long that was to be. */
  tellAgain(): void {
    for (const task of this.store.takeUntold(100)) this.#tell(task);
    for (const task of this.store.due(Number.MAX_SAFE_INTEGER, 100)) {
      this.#take(beginTask(task, placeIn(this.store)));
    }
  }

  /** A worker comes to an end with its task, if it has one. */
  finish(name: string, outcome: Outcome): void {
    const task = this.worker(name).finish(outcome);
    if (task === undefined) return;
    if (outcome.status === "failed") this.failures.set(task, this.failuresOf(task) + 1);
    this.report(name);
  }

  /** How often a worker has failed at a task. */
  failuresOf(task: string): number {
    return this.failures.get(task) ?? 0;
  }

  /** A worker's alarm: reports again how its task ended. */
  report(name: string): void {
    const worker = this.worker(name);
    const { work } = worker.state;
    if (work === null || work.outcome === null) return;
    const { task, assignment, outcome } = work;
    const message = reportOutcome(task.id, { ...outcome, assignment });
    let reply: CoordinatorReply | undefined;
    this.letters.push({
      deliver: () => {
        reply = this.#take(decide(this.store, { kind: "worker", name }, message));
        return true;
      },
      answered: () => worker.reported(work, outcome, reply),
    });
  }

  /** What is under way, at `index` of them, meets its fate. */
  meet(index: number, fate: Fate): void {
    const [letter] = this.letters.splice(index % Math.max(1, this.letters.length), 1);
    if (letter === undefined || fate === "lost") return;
    const taken = letter.deliver();
    if (fate === "delivered twice") letter.deliver();
    if (taken && fate !== "answered in vain") letter.answered();
  }

  worker(name: string): SimulatedWorker {
    const worker = this.workers.get(name) ?? new SimulatedWorker();
    this.workers.set(name, worker);
    return worker;
  }

  #take(step: Step): CoordinatorReply {
    this.store.write(step);
    for (const task of step.tasks) this.#tell(task);
    return step.reply;
  }

  #tell(task: Task): void {
    const announcements = announceTask(task);
    if (announcements.length === 0) return;
    this.letters.push({
      deliver: () =>
        announcements
          .map((told) => {
            if (told.to === "worker") return this.worker(told.name).obey(MAIN.name, told.message);
            this.told.set(task.order.id, told.message.type);
            return true;
          })
          .every(Boolean),
      answered: () => this.store.markTold(task),
    });
  }
}
