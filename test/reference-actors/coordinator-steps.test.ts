import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import { backoffMs } from "../../reference-actors/coordinator-worker/backoff.ts";
import { completeTask, failTask } from "../../reference-actors/coordinator-worker/report-steps.ts";
import { answer } from "../../reference-actors/coordinator-worker/step.ts";
import {
  assignTask,
  beginTask,
  cancelTask,
  retryTask,
} from "../../reference-actors/coordinator-worker/task-steps.ts";
import {
  type Task,
  type TaskState,
  announceTask,
  describeTask,
} from "../../reference-actors/coordinator-worker/task.ts";
import {
  hearWorker,
  registerWorker,
  removeWorker,
} from "../../reference-actors/coordinator-worker/worker-steps.ts";

const order = { id: "t1", job: "sum", input: [1], priority: 0, delayMs: 0, attempts: 1 };
const task = (state: TaskState, id = "t1"): Task => ({
  order: { ...order, id },
  submitter: "alice",
  replyTo: 7,
  failures: 0,
  state,
});
const queued = task({ status: "queued" });
const waiting = task({ status: "waiting", due: 99 });
const active = task({ status: "active", worker: "w1", assignment: 3 });
const completed = task({ status: "completed", result: 1, assignment: 3 });
const failed = { ...task({ status: "failed", reason: "no", assignment: 3 }), failures: 1 };
const cancelled = task({ status: "cancelled", worker: null });
const all = [queued, waiting, active, completed, failed, cancelled];

const next = task({ status: "queued" }, "t2");
const nextActive = task({ status: "active", worker: "w1", assignment: 4 }, "t2");
const moment = { now: 1000, assignment: 4 };
const opening = { ...moment, next, home: null };
const noOpening = { ...moment, next: undefined, home: null };
const place = { ...moment, idle: { id: "w2", task: null, seen: 0 } };
const noPlace = { ...moment, idle: undefined };
const free = { id: "w1", task: null, seen: 1000 };
const busy = { id: "w1", task: "t2", seen: 1000 };
const atW2 = task({ status: "active", worker: "w2", assignment: 4 });
const notLent = { worker: "w1", shard: null };
const w2Busy = { id: "w2", task: "t1", seen: 1000 };

describe("a worker", () => {
  test("is taken in and finds no work", () => {
    const reply = { type: "worker_registered", worker: "w1", task: null } as const;
    const step = { ...answer(reply), workers: [free] };
    expect(registerWorker("w1", undefined, noOpening)).toEqual(step);
  });

  test("is given the task that is to go first", () => {
    const reply = { type: "worker_registered", worker: "w1", task: "t2" } as const;
    const step = { ...answer(reply), tasks: [nextActive], workers: [busy] };
    expect(registerWorker("w1", undefined, opening)).toEqual(step);
  });

  test.for([null, "t1"])("that has %s is registered already", (has) => {
    const step = registerWorker("w1", { task: has }, opening);
    expect(step).toEqual(answer({ type: "worker_registered", worker: "w1", task: has }));
  });

  test("is removed with nothing in hand", () => {
    const reply = { type: "worker_removed", worker: "w1", task: null } as const;
    const step = { ...answer(reply), removedWorker: "w1", loan: notLent };
    expect(removeWorker("w1", undefined, place)).toEqual(step);
  });

  test.for([
    [noPlace, queued, []],
    [place, atW2, [w2Busy]],
  ] as const)("is removed and its task goes to %j", ([to, moved, workers]) => {
    const reply = { type: "worker_removed", worker: "w1", task: "t1" } as const;
    const step = {
      ...answer(reply),
      tasks: [moved],
      workers,
      removedWorker: "w1",
      loan: notLent,
    };
    expect(removeWorker("w1", active, to)).toEqual(step);
  });

  test("is heard of", () => {
    const step = answer({ type: "report_recorded", task: "t2" });
    const heard = hearWorker("t2", { ...busy, seen: 5 }, 1000);
    expect(heard).toEqual({ ...step, workers: [busy] });
  });

  test.for([undefined, free, busy])("is ignored when it works on t1 and is %j", (known) => {
    const ignored = answer({ type: "report_ignored", task: "t1" });
    expect(hearWorker("t1", known, 1000)).toEqual(ignored);
  });
});

describe("a task", () => {
  test("is queued while nobody is free", () => {
    const step = { ...answer({ type: "task_queued", task: "t1" }), tasks: [queued] };
    expect(assignTask(queued, undefined, noPlace)).toEqual(step);
  });

  test("is given to the worker that is free", () => {
    const reply = { type: "task_assigned", task: "t1", worker: "w2" } as const;
    const step = { ...answer(reply), tasks: [atW2], workers: [w2Busy] };
    expect(assignTask(queued, undefined, place)).toEqual(step);
  });

  test("waits as long as it is to be delayed", () => {
    const delayed = { ...queued, order: { ...order, delayMs: 50 } };
    const tasks = [{ ...delayed, state: { status: "waiting", due: 1050 } }];
    const step = { ...answer({ type: "task_waiting", task: "t1", due: 1050 }), tasks };
    expect(assignTask(delayed, undefined, place)).toEqual(step);
    expect(beginTask(waiting, place)).toMatchObject({ tasks: [atW2], workers: [w2Busy] });
  });

  test.for(all)("is not taken twice: %j", (known) => {
    expect(assignTask(queued, known, place)).toEqual(answer(describeTask(known)));
  });

  test.for([queued, waiting])("is taken back: %j", (known) => {
    const step = { ...answer({ type: "task_cancelled", task: "t1" }), tasks: [cancelled] };
    expect(cancelTask(known, opening)).toEqual(step);
  });

  test("is taken back from its worker, which gets the next", () => {
    const taken = task({ status: "cancelled", worker: "w1" });
    const reply = { type: "task_cancelled", task: "t1" } as const;
    const step = { ...answer(reply), tasks: [taken, nextActive], workers: [busy] };
    expect(cancelTask(active, opening)).toEqual(step);
  });

  test.for([completed, failed, cancelled])("is not taken back once it has ended: %j", (known) => {
    expect(cancelTask(known, opening)).toEqual(answer(describeTask(known)));
  });

  test("that is a dead letter is tried again from the beginning", () => {
    expect(retryTask(failed, noPlace)).toMatchObject({ tasks: [queued], workers: [] });
    expect(retryTask(failed, place)).toMatchObject({ tasks: [atW2], workers: [w2Busy] });
  });

  test.for(all.filter((known) => known !== failed))("is not tried again: %j", (known) => {
    expect(retryTask(known, place)).toEqual(answer(describeTask(known)));
  });
});

describe("a report", () => {
  const completion = { worker: "w1", assignment: 3, result: 1 };
  const failure = { worker: "w1", assignment: 3, reason: "no" };
  const recorded = answer({ type: "report_recorded", task: "t1" });
  const ignored = answer({ type: "report_ignored", task: "t1" });

  test("completes a task and frees its worker", () => {
    const step = { ...recorded, tasks: [completed], workers: [free] };
    expect(completeTask(active, completion, noOpening)).toEqual(step);
  });

  test("completes a task that waits again, whoever did it", () => {
    for (const known of [queued, waiting]) {
      expect(completeTask(known, completion, opening)).toEqual({ ...recorded, tasks: [completed] });
    }
  });

  test("completes a task once", () => {
    expect(completeTask(completed, completion, opening)).toEqual(recorded);
  });

  test.for([failed, cancelled, atW2])("that a task is completed is ignored: %j", (known) => {
    expect(completeTask(known, completion, opening)).toEqual(ignored);
  });

  test("makes a task that may not fail again a dead letter, and gives its worker the next", () => {
    const step = { ...recorded, tasks: [failed, nextActive], workers: [busy] };
    expect(failTask(active, failure, opening)).toEqual(step);
  });

  test("has a failed task wait for its next attempt", () => {
    const patient = { ...active, order: { ...order, attempts: 3 }, failures: 1 };
    const step = failTask(patient, failure, noOpening);
    const state = { status: "waiting", due: 1000 + backoffMs(2) };
    expect(step.tasks).toEqual([{ ...patient, failures: 2, state }]);
    expect(step.workers).toEqual([free]);
  });

  test.for([queued, waiting, completed, failed, cancelled, atW2])(
    "that a task failed is ignored: %j",
    (known) => {
      expect(failTask(known, failure, opening)).toEqual(ignored);
    },
  );

  test("of an older assignment is ignored when it says that the task failed", () => {
    expect(failTask(active, { ...failure, assignment: 2 }, opening)).toEqual(ignored);
  });
});

test.for([
  [1, 1000],
  [2, 2000],
  [9, 256_000],
  [10, 300_000],
] as const)("after failure %i a task waits %i ms", ([failures, ms]) => {
  expect(backoffMs(failures)).toBe(ms);
});

describe("of a task's state", () => {
  test.for([queued, waiting])("nobody is told: %j", (known) => {
    expect(announceTask(known)).toEqual([]);
  });

  test("its worker is told to process it", () => {
    const about = { task: order, assignment: 3, submitter: "alice", replyTo: 7 };
    const message = { type: "process_task", ...about };
    expect(announceTask(active)).toEqual([{ to: "worker", name: "w1", message }]);
  });

  test.for([completed, failed, cancelled])("its submitter is told: %j", (known) => {
    const message = { ...describeTask(known), replyTo: 7 };
    expect(announceTask(known)).toEqual([{ to: "session", name: "alice", message }]);
  });

  test("its worker is told to drop it as well", () => {
    const message = { type: "drop_task", task: "t1" };
    const announcements = announceTask(task({ status: "cancelled", worker: "w1" }));
    expect(announcements[1]).toEqual({ to: "worker", name: "w1", message });
  });
});
