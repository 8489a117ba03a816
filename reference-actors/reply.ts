import type {
  OutcomeReport,
  QueueChange,
  QueueOverview,
  ShardTotals,
  RequestId,
  TaskEvent,
  Totals,
} from "./protocol.ts";

/** What became of a task, as its submitter sees it. */
export type TaskReply =
  | { readonly type: "task_queued"; readonly task: string }
  /** It is delayed, or failed and is tried again; `due` in milliseconds since 1970. */
  | { readonly type: "task_waiting"; readonly task: string; readonly due: number }
  | { readonly type: "task_assigned"; readonly task: string; readonly worker: string }
  | { readonly type: "task_cancelled"; readonly task: string }
  | OutcomeReport;

export type CoordinatorReply =
  | TaskReply
  | { readonly type: "worker_registered"; readonly worker: string; readonly task: string | null }
  | { readonly type: "worker_removed"; readonly worker: string; readonly task: string | null }
  | { readonly type: "report_recorded" | "report_ignored"; readonly task: string }
  | { readonly type: "dead_letters"; readonly tasks: readonly DeadLetter[] }
  | { readonly type: "task_stolen" | "nothing_to_steal"; readonly worker: string }
  | { readonly type: "worker_returned"; readonly worker: string }
  | { readonly type: "work_noted" }
  | ({ readonly type: "status" } & Totals)
  /** With the totals of each shard; none where one coordinator is the whole queue. */
  | ({ readonly type: "overview"; readonly shards: readonly ShardTotals[] } & QueueOverview);

/** A task that failed as often as it may. */
export interface DeadLetter {
  readonly task: string;
  readonly reason: string;
}

export type WorkerReply =
  | {
      readonly type: "task_accepted" | "task_dropped" | "task_finished";
      readonly task: string;
    }
  | { readonly type: "progress_recorded"; readonly task: string; readonly progress: number }
  | {
      readonly type: "worker_state";
      readonly worker: string;
      readonly status: "idle" | "working" | "reporting";
      readonly task: string | null;
      readonly progress: number;
      readonly completed: number;
      readonly failed: number;
    };

export type SessionReply =
  | {
      readonly type: "session_established";
      readonly session: string;
      readonly connection: string;
      /** How many of the frames since the client left are sent again, and whether none of them is lost. */
      readonly replayed: number;
      readonly isComplete: boolean;
    }
  | { readonly type: "acknowledged"; readonly sequence: number }
  | {
      readonly type: "session";
      readonly session: string;
      readonly connection: string;
      readonly connections: number;
    }
  | { readonly type: "event_delivered"; readonly connections: number };

export type ErrorCode =
  | "binary-frame"
  | "frame-too-large"
  | "malformed-json"
  | "invalid-body"
  | "invalid-field"
  | "unknown-address"
  | "address-not-allowed"
  | "rate-limited"
  | "duplicate-request"
  | "unknown-type"
  | "unknown-task"
  | "settled-task"
  | "worker-busy"
  | "wrong-task"
  | "actor-failed"
  | "endless-turn"
  | "no-reply"
  | "snapshot-refused"
  | "too-many-subscriptions"
  | "wrong-poll"
  | "backend-unavailable";

export interface ErrorReply {
  readonly type: "error";
  readonly code: ErrorCode;
  /** *Could not ⟨verb⟩ ⟨thing⟩: ⟨found⟩, expected ⟨expected⟩. ⟨Next step⟩.* */
  readonly message: string;
}

/** What a client is told: the answer to what it asked, or an event. */
export type ClientMessage =
  | CoordinatorReply
  | WorkerReply
  | SessionReply
  | TaskEvent
  | QueueChange
  | ErrorReply;

/** What a session writes on a socket. */
export type ClientFrame = {
  /** The client-side actor it is for, such as `client:coordinator-proxy`. */
  readonly to: string;
  readonly from: string;
  /** The `id` of the request it answers; null where there was none, or none that could be read. */
  readonly replyTo: RequestId | null;
} & ClientMessage;

/** A frame of a resumable session: the client acknowledges it by its number. */
export type LoggedFrame = ClientFrame & { readonly sequence: number };
