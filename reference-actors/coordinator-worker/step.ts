import type { CoordinatorReply } from "../protocol.ts";
import type { Task } from "./task.ts";

/** A registered worker, the id of the task it has, if any, and when it was last heard of. */
export interface Worker {
  readonly id: string;
  readonly task: string | null;
  /** Milliseconds since 1970. */
  readonly seen: number;
}

/** What one message changes. Once it is stored, whoever a changed task concerns is told. */
export interface Step {
  readonly reply: CoordinatorReply;
  readonly tasks: readonly Task[];
  readonly workers: readonly Worker[];
  readonly removedWorkers: readonly string[];
}

/** When something happens, and the number of the next assignment. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly assignment: number;
}

/** Work for a worker that is free: the task that is to go first. */
export interface Opening extends Moment {
  readonly next: Task | undefined;
}

/** A place for a task that needs one: a worker that is free. */
export interface Place extends Moment {
  readonly idle: Worker | undefined;
}

/** Answers without changing anything. */
export function answer(reply: CoordinatorReply): Step {
  return { reply, tasks: [], workers: [], removedWorkers: [] };
}

/** Gives a worker that is free the task that is to go first. */
export function employ(
  id: string,
  { next, now, assignment }: Opening,
): { readonly worker: Worker; readonly tasks: readonly Task[] } {
  if (next === undefined) return { worker: { id, task: null, seen: now }, tasks: [] };
  return {
    worker: { id, task: next.order.id, seen: now },
    tasks: [activate(next, id, assignment)],
  };
}

/** Gives a task to a worker that is free, or queues it. */
export function placeTask(
  task: Task,
  { idle, now, assignment }: Place,
): { readonly task: Task; readonly workers: readonly Worker[] } {
  if (idle === undefined) return { task: { ...task, state: { status: "queued" } }, workers: [] };
  return {
    task: activate(task, idle.id, assignment),
    workers: [{ id: idle.id, task: task.order.id, seen: now }],
  };
}

function activate(task: Task, worker: string, assignment: number): Task {
  return { ...task, state: { status: "active", worker, assignment } };
}
