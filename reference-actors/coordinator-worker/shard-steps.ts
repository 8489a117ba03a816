import { type Loan, type Opening, type Step, type Worker, answer, employ } from "./step.ts";

/** Lends a worker that is free to a shard whose tasks wait; from here on it is not given any of ours. */
export function lendWorker(worker: string, shard: string): Step {
  const step = answer({ type: "work_noted" });
  return { ...step, removedWorker: worker, loan: { worker, shard } };
}

/** Gives the task that is to go first to a sibling's worker; the task stays here, the worker comes. */
export function stealTask(loan: Loan, known: Worker | undefined, opening: Opening): Step {
  const { worker } = loan;
  // Asked again, as our answer was lost.
  if (known !== undefined) return answer({ type: "task_stolen", worker });
  if (opening.next === undefined) return answer({ type: "nothing_to_steal", worker });
  return {
    ...answer({ type: "task_stolen", worker }),
    ...employ(worker, opening),
    borrowed: loan,
  };
}

/** Takes back a worker that is with a shard, and gives it the task that is to go first; without effect on any other. */
export function takeBack({ worker, shard }: Loan, known: Loan | undefined, opening: Opening): Step {
  const step = answer({ type: "worker_returned", worker });
  if (known === undefined || known.shard !== shard) return step;
  return { ...step, ...employ(worker, opening), loan: { worker, shard: null } };
}
