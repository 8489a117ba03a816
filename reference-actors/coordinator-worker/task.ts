import type {
  Outcome,
  ProcessTask,
  RequestId,
  SessionEvent,
  TaskOrder,
  TaskReply,
  WorkerReport,
} from "../protocol.ts";

/** Where a task stands. A settled task never changes again. */
export type TaskState =
  | { readonly status: "queued" }
  | { readonly status: "active"; readonly worker: string; readonly assignment: number }
  | Outcome;

export interface Task {
  readonly order: TaskOrder;
  /** Name of the session that submitted it, and the request it did so with. */
  readonly submitter: string;
  readonly replyTo: RequestId;
  readonly state: TaskState;
}

/** What someone must be told of a task's state. */
export type Announcement = { readonly about: Task; readonly name: string } & (
  | { readonly to: "worker"; readonly message: ProcessTask }
  | { readonly to: "session"; readonly message: SessionEvent }
);

/** Says where a task stands, as the answer to whoever asks. */
export function describeTask({ order: { id }, state }: Task): TaskReply {
  switch (state.status) {
    case "queued":
      return { type: "task_queued", task: id };
    case "active":
      return { type: "task_assigned", task: id, worker: state.worker };
    case "completed":
    case "failed":
      return reportOutcome(id, state);
  }
}

/**
 * Says who must be told of a task's state: its worker to process it, its submitter how it ended.
 * It follows from the state alone, so after a crash exactly what is still true is told again.
 */
export function announceTask(task: Task): Announcement[] {
  const { order, submitter, replyTo, state } = task;
  switch (state.status) {
    case "queued":
      return [];
    case "active": {
      const { worker, assignment } = state;
      const message = {
        type: "process_task",
        task: order,
        assignment,
        submitter,
        replyTo,
      } as const;
      return [{ about: task, to: "worker", name: worker, message }];
    }
    case "completed":
    case "failed": {
      const message = { ...reportOutcome(order.id, state), replyTo };
      return [{ about: task, to: "session", name: submitter, message }];
    }
  }
}

/** Writes how a task ended as a message. */
export function reportOutcome(task: string, outcome: Outcome): WorkerReport {
  return outcome.status === "completed"
    ? { type: "task_completed", task, result: outcome.result }
    : { type: "task_failed", task, reason: outcome.reason };
}

/** Reads how a task ended from a message. */
export function readOutcome(report: WorkerReport): Outcome {
  return report.type === "task_completed"
    ? { status: "completed", result: report.result }
    : { status: "failed", reason: report.reason };
}
