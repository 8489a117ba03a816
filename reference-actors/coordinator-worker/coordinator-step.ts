import type { CoordinatorReply, WorkerReport } from "../protocol.ts";
import { describeTask, readOutcome, type Task } from "./task.ts";

/** A registered worker and the id of the task it has, if any. */
export interface Worker {
  readonly id: string;
  readonly task: string | null;
}

/** What one message changes. Once it is stored, whoever a changed task concerns is told. */
export interface Step {
  readonly reply: CoordinatorReply;
  readonly tasks: readonly Task[];
  readonly workers: readonly Worker[];
  readonly removedWorkers: readonly string[];
}

/** Work for a worker that is free: the task that has waited longest, and the number of its assignment. */
export interface Opening {
  readonly next: Task | undefined;
  readonly assignment: number;
}

/** A place for a task that needs one: a worker that is free, and the number of its assignment. */
export interface Place {
  readonly idle: Worker | undefined;
  readonly assignment: number;
}

/** A report and the worker it came from. */
export interface ReportFrom {
  readonly worker: string;
  readonly message: WorkerReport;
}

/** Answers without changing anything. */
export function answer(reply: CoordinatorReply): Step {
  return { reply, tasks: [], workers: [], removedWorkers: [] };
}

/** Takes a worker in and gives it the task that has waited longest; a known worker keeps what it has. */
export function registerWorker(id: string, known: Worker | undefined, opening: Opening): Step {
  if (known !== undefined) {
    return answer({ type: "worker_registered", worker: id, task: known.task });
  }
  const { worker, tasks } = employ(id, opening);
  const reply = { type: "worker_registered", worker: id, task: worker.task } as const;
  return { reply, tasks, workers: [worker], removedWorkers: [] };
}

/** Gives a new task to a free worker or queues it; a task that is known is not taken twice. */
export function assignTask(submitted: Task, known: Task | undefined, place: Place): Step {
  if (known !== undefined) return answer(describeTask(known));
  const { task, workers } = placeTask(submitted, place);
  return { reply: describeTask(task), tasks: [task], workers, removedWorkers: [] };
}

/**
 * Records how a task ended and gives its worker the next one.
 * A report from a worker that was removed still counts while its task waits for another one;
 * a report on a task that is settled, or that another worker has by now, is ignored.
 */
export function settleTask(report: ReportFrom, task: Task | undefined, opening: Opening): Step {
  const ignored = answer({ type: "report_ignored", task: report.message.task });
  if (task === undefined) return ignored;
  const { state } = task;
  const settled = { ...task, state: readOutcome(report.message) };
  const reply = { type: "report_recorded", task: task.order.id } as const;
  if (state.status === "queued") {
    return { reply, tasks: [settled], workers: [], removedWorkers: [] };
  }
  if (state.status !== "active" || state.worker !== report.worker) return ignored;
  const { worker, tasks } = employ(report.worker, opening);
  return { reply, tasks: [settled, ...tasks], workers: [worker], removedWorkers: [] };
}

/** Removes a worker that left or was lost; its task goes to a free worker or back to its place in the queue. */
export function removeWorker(id: string, task: Task | undefined, place: Place): Step {
  const reply = { type: "worker_removed", worker: id, task: null } as const;
  if (task === undefined) return { ...answer(reply), removedWorkers: [id] };
  const placed = placeTask(task, place);
  return {
    reply: { ...reply, task: task.order.id },
    tasks: [placed.task],
    workers: placed.workers,
    removedWorkers: [id],
  };
}

function employ(id: string, { next, assignment }: Opening): { worker: Worker; tasks: Task[] } {
  if (next === undefined) return { worker: { id, task: null }, tasks: [] };
  return { worker: { id, task: next.order.id }, tasks: [activate(next, id, assignment)] };
}

function placeTask(task: Task, { idle, assignment }: Place): { task: Task; workers: Worker[] } {
  if (idle === undefined) return { task: { ...task, state: { status: "queued" } }, workers: [] };
  return {
    task: activate(task, idle.id, assignment),
    workers: [{ id: idle.id, task: task.order.id }],
  };
}

function activate(task: Task, worker: string, assignment: number): Task {
  return { ...task, state: { status: "active", worker, assignment } };
}
