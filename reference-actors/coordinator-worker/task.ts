import type {
  Outcome,
  OutcomeReport,
  RequestId,
  SessionEvent,
  TaskOrder,
  WorkerOrder,
} from "../protocol.ts";
import type { TaskReply } from "../reply.ts";

/** Where a task stands; times in milliseconds since 1970. Completed and cancelled tasks never change again. */
export type TaskState =
  | { readonly status: "queued" }
  /** It is delayed, or has failed and is tried again. */
  | { readonly status: "waiting"; readonly due: number }
  | { readonly status: "active"; readonly worker: string; readonly assignment: number }
  /** It names the worker that had it. */
  | { readonly status: "cancelled"; readonly worker: string | null }
  | Ended;

/** How a task ended, and at which assignment. */
export type Ended = Outcome & { readonly assignment: number };

export interface Task {
  readonly order: TaskOrder;
  /** Name of the session that submitted it, and the request it did so with. */
  readonly submitter: string;
  readonly replyTo: RequestId;
  /** How often it has failed. */
  readonly failures: number;
  readonly state: TaskState;
}

const SETTLED: ReadonlySet<string> = new Set(["completed", "failed", "cancelled"]);

/** Whether a task has come to an end; only a failed one may be tried again. */
export function isSettled({ status }: TaskState): boolean {
  return SETTLED.has(status);
}

/** What someone must be told of a task's state. */
export type Announcement = { readonly name: string } & (
  | { readonly to: "worker"; readonly message: WorkerOrder }
  | { readonly to: "session"; readonly message: SessionEvent }
);

/** Says where a task stands, as the answer to whoever asks. */
export function describeTask({ order: { id }, state }: Task): TaskReply {
  switch (state.status) {
    case "queued":
      return { type: "task_queued", task: id };
    case "waiting":
      return { type: "task_waiting", task: id, due: state.due };
    case "active":
      return { type: "task_assigned", task: id, worker: state.worker };
    case "cancelled":
      return { type: "task_cancelled", task: id };
    case "completed":
    case "failed":
      return reportOutcome(id, state);
  }
}

/**
 * Says who must be told of a task's state: a worker to process or to drop it, its submitter how it ended.
 * It follows from the state alone, so after a crash exactly what is still true is told again.
 */
export function announceTask({ order, submitter, replyTo, state }: Task): Announcement[] {
  const { id } = order;
  switch (state.status) {
    case "queued":
    case "waiting":
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
      return [{ to: "worker", name: worker, message }];
    }
    case "cancelled": {
      const message = { type: "task_cancelled", task: id, replyTo } as const;
      const event = { to: "session", name: submitter, message } as const;
      if (state.worker === null) return [event];
      const order = { type: "drop_task", task: id } as const;
      return [event, { to: "worker", name: state.worker, message: order }];
    }
    case "completed":
    case "failed":
      return [
        { to: "session", name: submitter, message: { ...reportOutcome(id, state), replyTo } },
      ];
  }
}

/** Writes how a task ended as a message. */
export function reportOutcome(task: string, ended: Ended): OutcomeReport {
  const { assignment } = ended;
  return ended.status === "completed"
    ? { type: "task_completed", task, result: ended.result, assignment }
    : { type: "task_failed", task, reason: ended.reason, assignment };
}
