import {
  type History,
  NEW_WORKER,
  NO_HISTORY,
  type Work,
  type WorkerState,
  acceptOrder,
  dropWork,
  endWork,
  finishWork,
} from "../../../reference-actors/coordinator-worker/worker-step.ts";
import type { Outcome, WorkerOrder } from "../../../reference-actors/protocol.ts";
import type { CoordinatorReply } from "../../../reference-actors/reply.ts";

/** A worker as its pure state: what WorkerActor stores, changed by the same functions, without an actor. */
export class SimulatedWorker {
  state: WorkerState = NEW_WORKER;
  #history: History = NO_HISTORY;

  /** Whether it took the order. */
  obey(coordinator: string, order: WorkerOrder): boolean {
    if (order.type === "drop_task") {
      this.state = dropWork(this.state, coordinator, order.task);
      return true;
    }
    this.state = acceptOrder(this.state, this.#history, { coordinator, message: order });
    const assignment = Math.max(this.#history.assignment, order.assignment);
    this.#history = { ...this.#history, assignment };
    return true;
  }

  /** Ends the task at hand, and says which. */
  finish(outcome: Outcome): string | undefined {
    const { work } = this.state;
    if (work === null || work.outcome !== null) return undefined;
    this.state = finishWork(this.state, work, outcome);
    return work.task.id;
  }

  /** The coordinator answered a report. */
  reported(work: Work, outcome: Outcome, reply: CoordinatorReply | undefined): void {
    if (reply?.type === "report_recorded" && outcome.status === "completed") {
      this.#history = { ...this.#history, settled: work.task.id };
    }
    this.state = endWork(this.state, work);
  }
}
