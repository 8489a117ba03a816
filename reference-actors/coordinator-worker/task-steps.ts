import { type Opening, type Place, type Step, answer, employ, placeTask } from "./step.ts";
import { type Task, describeTask } from "./task.ts";

/** Takes a new task; one that is known is not taken twice. */
export function assignTask(submitted: Task, known: Task | undefined, place: Place): Step {
  if (known !== undefined) return answer(describeTask(known));
  const { delayMs } = submitted.order;
  if (delayMs === 0) return beginTask(submitted, place);
  const task: Task = { ...submitted, state: { status: "waiting", due: place.now + delayMs } };
  return { ...answer(describeTask(task)), tasks: [task] };
}

/** Gives a task to a free worker, or queues it. */
export function beginTask(task: Task, place: Place): Step {
  const placed = placeTask(task, place);
  return { ...answer(describeTask(placed.task)), tasks: [placed.task], workers: placed.workers };
}

/** Gives a dead letter as many attempts as it had at first; any other task stays as it is. */
export function retryTask(task: Task, place: Place): Step {
  if (task.state.status !== "failed") return answer(describeTask(task));
  return beginTask({ ...task, failures: 0 }, place);
}

/** Takes a task back, and from the worker that has it; a task that has ended stays as it is. */
export function cancelTask(task: Task, opening: Opening): Step {
  const { state } = task;
  switch (state.status) {
    case "queued":
    case "waiting":
      return cancelled(task, null);
    case "active": {
      const freed = employ(state.worker, opening);
      const step = cancelled(task, state.worker);
      return { ...step, ...freed, tasks: [...step.tasks, ...freed.tasks] };
    }
    case "completed":
    case "failed":
    case "cancelled":
      return answer(describeTask(task));
  }
}

function cancelled(task: Task, worker: string | null): Step {
  const changed: Task = { ...task, state: { status: "cancelled", worker } };
  return { ...answer(describeTask(changed)), tasks: [changed] };
}
