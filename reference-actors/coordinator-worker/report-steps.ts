import type { Json } from "../protocol.ts";
import { backoffMs } from "./backoff.ts";
import { type Opening, type Step, answer, employ } from "./step.ts";
import type { Task, TaskState } from "./task.ts";

/** A worker that has completed a task. */
export interface Completion {
  readonly worker: string;
  readonly assignment: number;
  readonly result: Json;
}

/** A worker that has failed at an assignment. */
export interface Failure {
  readonly worker: string;
  readonly assignment: number;
  readonly reason: string;
}

/**
 * Records what a worker completed and gives it the next task. A worker that was removed may still complete its
 * task while that waits for another one; once another has it, or it has ended otherwise, that is ignored.
 */
export function completeTask(task: Task, completion: Completion, opening: Opening): Step {
  const { worker, assignment, result } = completion;
  const { id } = task.order;
  const recorded = answer({ type: "report_recorded", task: id });
  const ignored = answer({ type: "report_ignored", task: id });
  const completed: Task = { ...task, state: { status: "completed", result, assignment } };
  switch (task.state.status) {
    case "queued":
    case "waiting":
      return { ...recorded, tasks: [completed] };
    case "active": {
      if (task.state.worker !== worker) return ignored;
      const freed = employ(worker, opening);
      return { ...recorded, ...freed, tasks: [completed, ...freed.tasks] };
    }
    case "completed":
      return recorded;
    case "failed":
    case "cancelled":
      return ignored;
  }
}

/**
 * Records that a worker failed and gives it the next task. The failed one waits and is tried again, or is a dead
 * letter once it failed as often as it may. A failure at an older assignment was recorded before, and is ignored.
 */
export function failTask(task: Task, failure: Failure, opening: Opening): Step {
  const { order, state } = task;
  if (!isAssigned(state, failure)) return answer({ type: "report_ignored", task: order.id });
  const { worker, assignment, reason } = failure;
  const failures = task.failures + 1;
  const next: TaskState =
    failures < order.attempts
      ? { status: "waiting", due: opening.now + backoffMs(failures) }
      : { status: "failed", reason, assignment };
  const freed = employ(worker, opening);
  return {
    ...answer({ type: "report_recorded", task: order.id }),
    ...freed,
    tasks: [{ ...task, failures, state: next }, ...freed.tasks],
  };
}

function isAssigned(state: TaskState, { worker, assignment }: Failure): boolean {
  return state.status === "active" && state.worker === worker && state.assignment === assignment;
}
