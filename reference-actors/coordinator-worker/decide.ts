import { ProtocolError } from "../protocol-error.ts";
import type {
  Address,
  CoordinatorRequest,
  QueueOverview,
  ShardMessage,
  WorkerReport,
} from "../protocol.ts";
import { parseCoordinatorRequest, parseWorkerReport } from "./coordinator-message.ts";
import { completeTask, failTask } from "./report-steps.ts";
import { parseShardMessage } from "./shard-message.ts";
import { stealTask, takeBack } from "./shard-steps.ts";
import { type Opening, type Place, type Step, answer } from "./step.ts";
import type { TaskStore } from "./task-store.ts";
import { assignTask, cancelTask, retryTask } from "./task-steps.ts";
import { type Task, describeTask } from "./task.ts";
import { summarizeTask } from "./watchers.ts";
import { hearWorker, registerWorker, removeWorker } from "./worker-steps.ts";

/** Tasks, or workers, that are listed at once. */
export const PAGE = 100;

/** Reads a message and decides over the rows that it concerns; changes nothing. Throws ProtocolError. */
export function decide(
  store: TaskStore,
  { kind, name }: Address<"session" | "worker" | "coordinator">,
  input: unknown,
): Step {
  switch (kind) {
    case "session":
      return answerRequest(store, name, parseCoordinatorRequest(input));
    case "worker":
      return takeReport(store, name, parseWorkerReport(input));
    case "coordinator":
      return answerSibling(store, name, parseShardMessage(input));
  }
}

/** What the worker is to do that becomes free. */
export function openingFor(store: TaskStore, worker: string): Opening {
  const home = store.loans.borrowed(worker)?.shard ?? null;
  const assignment = store.nextAssignment();
  return { next: store.nextQueued(), home, now: Date.now(), assignment };
}

/** Where a task that needs a worker goes. */
export function placeIn(store: TaskStore): Place {
  return { idle: store.idleWorker(), now: Date.now(), assignment: store.nextAssignment() };
}

function answerRequest(store: TaskStore, session: string, request: CoordinatorRequest): Step {
  switch (request.type) {
    case "register_worker": {
      const { worker } = request;
      const lent = store.loans.loan(worker) && { task: null };
      return registerWorker(worker, store.worker(worker) ?? lent, openingFor(store, worker));
    }
    case "remove_worker":
      return removeWorker(request.worker, store.taskOf(request.worker), placeIn(store));
    case "assign_task": {
      const { id: replyTo, task: order } = request;
      const state = { status: "queued" } as const;
      const submitted = { order, submitter: session, replyTo, failures: 0, state };
      return assignTask(submitted, store.task(order.id), placeIn(store));
    }
    case "cancel_task": {
      const task = requireTask(store, request.task);
      return cancelTask(task, openingFor(store, workerOf(task)));
    }
    case "retry_task":
      return retryTask(requireTask(store, request.task), placeIn(store));
    case "get_task":
      return answer(describeTask(requireTask(store, request.task)));
    case "list_dead_letters":
      return answer({ type: "dead_letters", tasks: store.deadLetters(request.after, PAGE) });
    case "get_status":
      return answer({ type: "status", ...store.totals() });
    case "watch_queue": {
      const watcher = { session, replyTo: request.id };
      return { ...answer({ type: "overview", shards: [], ...overview(store, PAGE) }), watcher };
    }
  }
}

/** How a queue stands, with as many tasks and workers at most. */
export function overview(store: TaskStore, limit: number): QueueOverview {
  return {
    totals: store.totals(),
    tasks: store.latestTasks(limit).map(summarizeTask),
    workers: store.someWorkers(limit).map(({ id, task }) => ({ worker: id, task })),
  };
}

function takeReport(store: TaskStore, worker: string, report: WorkerReport): Step {
  if (report.type === "heartbeat") {
    return hearWorker(report.task, store.worker(worker), Date.now());
  }
  const task = store.task(report.task);
  if (task === undefined) return answer({ type: "report_ignored", task: report.task });
  const opening = openingFor(store, worker);
  return report.type === "task_completed"
    ? completeTask(task, { worker, ...report }, opening)
    : failTask(task, { worker, ...report }, opening);
}

function answerSibling(store: TaskStore, shard: string, message: ShardMessage): Step {
  switch (message.type) {
    case "work_waiting":
      return answer({ type: "work_noted" });
    case "steal_task": {
      const { worker } = message;
      return stealTask({ worker, shard }, store.worker(worker), openingFor(store, worker));
    }
    case "return_worker": {
      const { worker } = message;
      return takeBack({ worker, shard }, store.loans.loan(worker), openingFor(store, worker));
    }
    case "remove_worker":
      return removeWorker(message.worker, store.taskOf(message.worker), placeIn(store));
  }
}

/** The worker that has a task; empty where nobody has it. */
function workerOf({ state }: Task): string {
  return state.status === "active" ? state.worker : "";
}

function requireTask(store: TaskStore, id: string): Task {
  const task = store.task(id);
  if (task !== undefined) return task;
  throw new ProtocolError(
    "unknown-task",
    `Could not find task "${id}": found no such task in coordinator "${store.coordinator}", expected one that was assigned here. Submit it with assign_task.`,
  );
}
