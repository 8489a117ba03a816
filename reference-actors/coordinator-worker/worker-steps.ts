import {
  type Opening,
  type Place,
  type Step,
  type Worker,
  answer,
  employ,
  placeTask,
} from "./step.ts";
import type { Task } from "./task.ts";

/** Takes a worker in and gives it the task that is to go first; a known worker keeps what it has. */
export function registerWorker(id: string, known: Worker | undefined, opening: Opening): Step {
  if (known !== undefined) {
    return answer({ type: "worker_registered", worker: id, task: known.task });
  }
  const { worker, tasks } = employ(id, opening);
  const reply = { type: "worker_registered", worker: id, task: worker.task } as const;
  return { ...answer(reply), tasks, workers: [worker] };
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

/** Notes that a worker lives; ignored when it works on what is not, or not any more, its task. */
export function hearWorker(task: string, known: Worker | undefined, now: number): Step {
  if (known === undefined || known.task !== task) return answer({ type: "report_ignored", task });
  const step = answer({ type: "report_recorded", task });
  return { ...step, workers: [{ ...known, seen: now }] };
}
