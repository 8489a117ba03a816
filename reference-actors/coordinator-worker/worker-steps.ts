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
export function registerWorker(
  id: string,
  known: Pick<Worker, "task"> | undefined,
  opening: Opening,
): Step {
  const task = known === undefined ? idOf(opening.next) : known.task;
  const step = answer({ type: "worker_registered", worker: id, task });
  return known === undefined ? { ...step, ...employ(id, opening) } : step;
}

/** Removes a worker that left or was lost; its task goes to a free worker or back to its place in the queue. */
export function removeWorker(id: string, task: Task | undefined, place: Place): Step {
  const step = answer({ type: "worker_removed", worker: id, task: idOf(task) });
  const gone = { removedWorker: id, loan: { worker: id, shard: null } };
  if (task === undefined) return { ...step, ...gone };
  const placed = placeTask(task, place);
  const { workers } = placed;
  return { ...step, tasks: [placed.task], workers, ...gone };
}

/** Notes that a worker lives; ignored when it works on what is not, or not any more, its task. */
export function hearWorker(task: string, known: Worker | undefined, now: number): Step {
  if (known === undefined || known.task !== task) return answer({ type: "report_ignored", task });
  const step = answer({ type: "report_recorded", task });
  return { ...step, workers: [{ ...known, seen: now }] };
}

function idOf(task: Task | undefined): string | null {
  return task === undefined ? null : task.order.id;
}
