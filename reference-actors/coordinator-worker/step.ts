import type { RequestId } from "../protocol.ts";
import type { CoordinatorReply } from "../reply.ts";
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
  readonly removedWorker: string | null;
  /** A worker that is lent to another shard, or with null not any more. */
  readonly loan: Loan | null;
  /** A worker that is here on loan until it is removed, and the shard it came from. */
  readonly borrowed: Loan | null;
  /** A session that is told of changes from now on. */
  readonly watcher: Watcher | null;
}

/** A session that watches, and the request that it did so with. */
export interface Watcher {
  readonly session: string;
  readonly replyTo: RequestId;
}

/** A worker that is lent, and the shard it is with or from. */
export interface Loan {
  readonly worker: string;
  readonly shard: string | null;
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
  /** The shard that the worker goes back to instead; null for one that belongs here. */
  readonly home: string | null;
}

/** A place for a task that needs one: a worker that is free. */
export interface Place extends Moment {
  readonly idle: Worker | undefined;
}

/** Answers without changing anything. */
export function answer(reply: CoordinatorReply): Step {
  return {
    reply,
    tasks: [],
    workers: [],
    removedWorker: null,
    loan: null,
    borrowed: null,
    watcher: null,
  };
}

/** What becomes of a worker that is free: it gets the task that is to go first, or goes home. */
export function employ(
  id: string,
  { next, home, now, assignment }: Opening,
): Pick<Step, "tasks" | "workers" | "removedWorker"> {
  if (home !== null) return { workers: [], tasks: [], removedWorker: id };
  const task = next === undefined ? null : next.order.id;
  return {
    workers: [{ id, task, seen: now }],
    tasks: next === undefined ? [] : [activate(next, id, assignment)],
    removedWorker: null,
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
