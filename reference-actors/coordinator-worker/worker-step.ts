import { ProtocolError } from "../protocol-error.ts";
import type { Outcome, ProcessTask, RequestId, TaskOrder } from "../protocol.ts";
import type { WorkerReply } from "../reply.ts";
import { MANUAL } from "./jobs.ts";

/** The task that a worker has, until its coordinator knows how it ended. */
export interface Work {
  readonly coordinator: string;
  readonly assignment: number;
  readonly task: TaskOrder;
  readonly submitter: string;
  readonly replyTo: RequestId;
  readonly progress: number;
  /** How it ended; null while it is being worked on. */
  readonly outcome: Outcome | null;
}

export interface WorkerState {
  readonly work: Work | null;
  readonly completed: number;
  readonly failed: number;
}

/** What a worker remembers of a coordinator, so that an order which comes late is known as old. */
export interface History {
  /** The highest assignment number seen. */
  readonly assignment: number;
  /** The last task of which the coordinator knows how it ended, and when it was told. */
  readonly settled: string | null;
  readonly settledAt: number;
}

/** A task to work on and the coordinator it came from. */
export interface OrderFrom {
  readonly coordinator: string;
  readonly message: ProcessTask;
}

export const NEW_WORKER: WorkerState = { work: null, completed: 0, failed: 0 };
export const NO_HISTORY: History = { assignment: 0, settled: null, settledAt: 0 };
/** How long an order may be under way. Far less than a coordinator keeps a task, whose id may be used again then. */
const LATEST_MS = 24 * 60 * 60 * 1000;

/** What of a history still matters. */
export function recentHistory(history: History, now: number): History {
  return now - history.settledAt > LATEST_MS ? { ...history, settled: null } : history;
}

/**
 * Takes a task on. An old order changes nothing; a newer one replaces the task at hand,
 * which its coordinator has given away by then.
 * Throws ProtocolError while the worker is busy for another coordinator.
 */
export function acceptOrder(state: WorkerState, history: History, order: OrderFrom): WorkerState {
  const { coordinator, message } = order;
  const { assignment, task, submitter, replyTo } = message;
  const { work } = state;
  if (assignment <= history.assignment || task.id === history.settled) return state;
  if (work !== null && work.coordinator !== coordinator) {
    throw new ProtocolError(
      "worker-busy",
      `Could not take task "${task.id}": found the worker busy for coordinator "${work.coordinator}", expected it free. It will be told again.`,
    );
  }
  // The same task, given to this worker a second time: what is done of it counts, but for a failure.
  if (work !== null && work.task.id === task.id && !hasFailed(work)) {
    return { ...state, work: { ...work, assignment } };
  }
  const taken = { coordinator, assignment, task, submitter, replyTo, progress: 0, outcome: null };
  return { ...state, work: taken };
}

/** Notes how much of a task is done; without effect once it has ended or was replaced. */
export function recordProgress(state: WorkerState, work: Work, progress: number): WorkerState {
  if (!isUnfinished(state, work)) return state;
  return { ...state, work: { ...state.work, progress } };
}

/** Notes how a task ended; without effect once it has ended or was replaced. */
export function finishWork(state: WorkerState, work: Work, outcome: Outcome): WorkerState {
  if (!isUnfinished(state, work)) return state;
  const finished = { ...state, work: { ...state.work, outcome } };
  return outcome.status === "completed"
    ? { ...finished, completed: state.completed + 1 }
    : { ...finished, failed: state.failed + 1 };
}

/** The unfinished manual task of that id. Throws ProtocolError if the worker has no such task at hand. */
export function manualWork({ work }: WorkerState, task: string): Work {
  const found = work === null ? "no task" : `task "${work.task.id}" of job "${work.task.job}"`;
  if (work !== null && work.task.id === task && work.task.job === MANUAL && work.outcome === null) {
    return work;
  }
  throw new ProtocolError(
    "wrong-task",
    `Could not change task "${task}": found ${found}, expected it unfinished and of job "${MANUAL}". Ask the worker for its state with get_state.`,
  );
}

/** Says what a worker is doing. */
export function describeWorker(
  worker: string,
  { work, completed, failed }: WorkerState,
): WorkerReply {
  const counts = { completed, failed };
  if (work === null) {
    return { type: "worker_state", worker, status: "idle", task: null, progress: 0, ...counts };
  }
  const status = work.outcome === null ? "working" : "reporting";
  const { task, progress } = work;
  return { type: "worker_state", worker, status, task: task.id, progress, ...counts };
}

interface WithWork extends WorkerState {
  readonly work: Work;
}

/** Lets go of a task at a coordinator's word; without effect on any other. */
export function dropWork(state: WorkerState, coordinator: string, task: string): WorkerState {
  return isTask(state, coordinator, task) ? { ...state, work: null } : state;
}

/** Lets go of an assignment that is over; without effect once the worker has another. */
export function endWork(state: WorkerState, { coordinator, task, assignment }: Work): WorkerState {
  if (!isTask(state, coordinator, task.id) || state.work.assignment !== assignment) return state;
  return { ...state, work: null };
}

function isTask(state: WorkerState, coordinator: string, task: string): state is WithWork {
  const { work } = state;
  return work !== null && work.coordinator === coordinator && work.task.id === task;
}

function isUnfinished(state: WorkerState, { coordinator, task }: Work): state is WithWork {
  return isTask(state, coordinator, task.id) && state.work.outcome === null;
}

function hasFailed({ outcome }: Work): boolean {
  return outcome !== null && outcome.status === "failed";
}
