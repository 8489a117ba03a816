/** Any value that JSON can carry. */
export type Json = null | boolean | number | string | JsonList | JsonObject;
export interface JsonList extends ReadonlyArray<Json> {}
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A queue is no actor of its own: `queue:jobs@4` is the coordinators `jobs@4/0` to `jobs@4/3` taken as one. */
export type ActorKind = "session" | "coordinator" | "worker" | "queue";

/** Where an actor is found; on the wire `coordinator:main`, `worker:w1`, `session:alice`, `queue:jobs@4`. */
export type Address<Kind extends ActorKind = ActorKind> = Kind extends ActorKind
  ? { readonly kind: Kind; readonly name: string }
  : never;

/** What a client chose to recognise the answer by; returned as `replyTo`. */
export type RequestId = string | number;

/** A piece of work. Its id makes it unique: the same id submitted twice is the same task. */
export interface TaskOrder {
  readonly id: string;
  /** Name of the job that a worker runs, or `manual` for work that is done elsewhere. */
  readonly job: string;
  readonly input: Json;
  /** 0 to 9: the higher goes first; among equals, what came first. Default 0. */
  readonly priority: number;
  /** How long it waits before it may begin, 30 days at most. Default 0. */
  readonly delayMs: number;
  /** 1 to 10: how often it is tried in all, while it fails. Default 1. */
  readonly attempts: number;
}

/** How a task ended. */
export type Outcome =
  | { readonly status: "completed"; readonly result: Json }
  | { readonly status: "failed"; readonly reason: string };

/** What a client asks of its session itself. */
export type SessionRequest =
  | { readonly type: "get_session" }
  | { readonly type: "acknowledge"; readonly sequence: number };

/** What a client asks of a coordinator. */
export type CoordinatorRequest =
  | { readonly type: "register_worker"; readonly worker: string }
  | { readonly type: "remove_worker"; readonly worker: string }
  | { readonly type: "assign_task"; readonly id: RequestId; readonly task: TaskOrder }
  | { readonly type: "cancel_task"; readonly task: string }
  | { readonly type: "retry_task"; readonly task: string }
  | { readonly type: "get_task"; readonly task: string }
  | { readonly type: "list_dead_letters"; readonly after: string | null }
  | { readonly type: "get_status" }
  /** Wants to be told of every change for a minute, and how things stand now. */
  | { readonly type: "watch_queue"; readonly id: RequestId };

/** What a client asks of a worker; the last three are how `manual` work is done. */
export type WorkerRequest =
  | { readonly type: "get_state" }
  | { readonly type: "report_progress"; readonly task: string; readonly progress: number }
  | { readonly type: "complete_task"; readonly task: string; readonly result: Json }
  | { readonly type: "fail_task"; readonly task: string; readonly reason: string };

/** What a coordinator tells a worker. */
export type WorkerOrder = ProcessTask | { readonly type: "drop_task"; readonly task: string };

/** A task to work on. */
export interface ProcessTask {
  readonly type: "process_task";
  readonly task: TaskOrder;
  /** Grows with each assignment that the coordinator makes, so an old order is known as old. */
  readonly assignment: number;
  /** Session that is told of progress, and the request it answers. */
  readonly submitter: string;
  readonly replyTo: RequestId;
}

/** How a task ended, and at which assignment: a task that is tried again has several. */
export type OutcomeReport = { readonly task: string; readonly assignment: number } & (
  | { readonly type: "task_completed"; readonly result: Json }
  | { readonly type: "task_failed"; readonly reason: string }
);

/** What a worker tells its coordinator: how its task ended, or that it works on it. */
export type WorkerReport = OutcomeReport | { readonly type: "heartbeat"; readonly task: string };

/** What coordinators of one sharded queue tell each other: workers without work go where tasks wait. */
export type ShardMessage =
  /** Its queue is not empty any more. */
  | { readonly type: "work_waiting" }
  /** A worker of the sender is free: it takes the task that is to go first. */
  | { readonly type: "steal_task"; readonly worker: string }
  /** A worker that was lent is free again. */
  | { readonly type: "return_worker"; readonly worker: string }
  /** A worker that was lent is lost. */
  | { readonly type: "remove_worker"; readonly worker: string };

/** What a client is told of its task without asking. */
export type TaskEvent =
  | OutcomeReport
  | { readonly type: "task_cancelled"; readonly task: string }
  | { readonly type: "task_progress"; readonly task: string; readonly progress: number };

/** A task as one line of a list; `worker` has it now. */
export interface TaskSummary {
  readonly task: string;
  readonly job: string;
  readonly priority: number;
  readonly status: string;
  readonly worker: string | null;
}

export interface WorkerSummary {
  readonly worker: string;
  readonly task: string | null;
}

/** How many there are of each; kept up to date by the database, so it costs one row to read. */
export interface Totals {
  readonly queued: number;
  readonly waiting: number;
  readonly active: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly workers: number;
}

/** What changed in a queue, for those who watch it. */
export type QueueChange = { readonly type: "queue_changed" } & QueueOverview & {
    readonly removedWorker: string | null;
  };

/** How a queue stands: its totals, and tasks and workers, of which there may be more. */
export interface QueueOverview {
  readonly totals: Totals;
  readonly tasks: readonly TaskSummary[];
  readonly workers: readonly WorkerSummary[];
}

/** The totals of one coordinator of a sharded queue. */
export interface ShardTotals {
  readonly coordinator: string;
  readonly totals: Totals;
}

/** What a session is told, to pass it on: an event and the request that it goes back to. */
export type SessionEvent = (TaskEvent | QueueChange) & { readonly replyTo: RequestId };

/** Every message of the system, told apart by `type`. */
export type Message =
  | SessionRequest
  | CoordinatorRequest
  | WorkerRequest
  | WorkerOrder
  | WorkerReport
  | ShardMessage
  | SessionEvent;
