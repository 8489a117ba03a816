import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import {
  answer,
  assignTask,
  registerWorker,
  removeWorker,
  settleTask,
} from "../../reference-actors/coordinator-worker/coordinator-step.ts";
import {
  type Task,
  type TaskState,
  announceTask,
  describeTask,
} from "../../reference-actors/coordinator-worker/task.ts";

const order = { id: "t1", job: "sum", input: [1] };
const task = (state: TaskState, id = "t1"): Task => ({
  order: { ...order, id },
  submitter: "alice",
  replyTo: 7,
  state,
});
const queued = task({ status: "queued" });
const active = task({ status: "active", worker: "w1", assignment: 3 });
const completed = task({ status: "completed", result: 1 });
const failed = task({ status: "failed", reason: "no" });
const next = task({ status: "queued" }, "t2");
const nextActive = task({ status: "active", worker: "w1", assignment: 4 }, "t2");
const report = { type: "task_completed", task: "t1", result: 1 } as const;

describe("registerWorker", () => {
  test("takes a worker in that finds no work", () => {
    expect(registerWorker("w1", undefined, { next: undefined, assignment: 4 })).toEqual({
      reply: { type: "worker_registered", worker: "w1", task: null },
      tasks: [],
      workers: [{ id: "w1", task: null }],
      removedWorkers: [],
    });
  });

  test("gives a worker the task that waits", () => {
    expect(registerWorker("w1", undefined, { next, assignment: 4 })).toEqual({
      reply: { type: "worker_registered", worker: "w1", task: "t2" },
      tasks: [nextActive],
      workers: [{ id: "w1", task: "t2" }],
      removedWorkers: [],
    });
  });

  test.for([null, "t1"])("changes nothing for a worker that has %s", (has) => {
    const step = registerWorker("w1", { id: "w1", task: has }, { next, assignment: 4 });
    expect(step).toEqual(answer({ type: "worker_registered", worker: "w1", task: has }));
  });
});

describe("assignTask", () => {
  test("queues a task while nobody is free", () => {
    expect(assignTask(queued, undefined, { idle: undefined, assignment: 3 })).toEqual({
      reply: { type: "task_queued", task: "t1" },
      tasks: [queued],
      workers: [],
      removedWorkers: [],
    });
  });

  test("gives a task to the worker that is free", () => {
    const idle = { id: "w1", task: null };
    expect(assignTask(queued, undefined, { idle, assignment: 3 })).toEqual({
      reply: { type: "task_assigned", task: "t1", worker: "w1" },
      tasks: [active],
      workers: [{ id: "w1", task: "t1" }],
      removedWorkers: [],
    });
  });

  test.for([queued, active, completed, failed])("changes nothing of a known task: %j", (known) => {
    const idle = { id: "w2", task: null };
    const step = assignTask(queued, known, { idle, assignment: 3 });
    expect(step).toEqual(answer(describeTask(known)));
  });
});

describe("settleTask", () => {
  test("settles a task and leaves its worker free", () => {
    const opening = { next: undefined, assignment: 4 };
    expect(settleTask({ worker: "w1", message: report }, active, opening)).toEqual({
      reply: { type: "report_recorded", task: "t1" },
      tasks: [completed],
      workers: [{ id: "w1", task: null }],
      removedWorkers: [],
    });
  });

  test("settles a failed task and gives its worker the next", () => {
    const message = { type: "task_failed", task: "t1", reason: "no" } as const;
    expect(settleTask({ worker: "w1", message }, active, { next, assignment: 4 })).toEqual({
      reply: { type: "report_recorded", task: "t1" },
      tasks: [failed, nextActive],
      workers: [{ id: "w1", task: "t2" }],
      removedWorkers: [],
    });
  });

  test("settles a task that waits again, whoever did it", () => {
    const step = settleTask({ worker: "w9", message: report }, queued, { next, assignment: 4 });
    expect(step).toMatchObject({ tasks: [completed], workers: [] });
  });

  test.for([
    ["is not known", "w1", undefined],
    ["is completed", "w1", completed],
    ["has failed", "w1", failed],
    ["another worker has", "w2", active],
  ] as const)("ignores a report on a task that %s", ([, worker, known]) => {
    const step = settleTask({ worker, message: report }, known, { next, assignment: 4 });
    expect(step).toEqual(answer({ type: "report_ignored", task: "t1" }));
  });
});

describe("removeWorker", () => {
  test("removes a worker that has nothing", () => {
    expect(removeWorker("w1", undefined, { idle: undefined, assignment: 4 })).toEqual({
      reply: { type: "worker_removed", worker: "w1", task: null },
      tasks: [],
      workers: [],
      removedWorkers: ["w1"],
    });
  });

  test("queues its task again", () => {
    expect(removeWorker("w1", active, { idle: undefined, assignment: 4 })).toEqual({
      reply: { type: "worker_removed", worker: "w1", task: "t1" },
      tasks: [queued],
      workers: [],
      removedWorkers: ["w1"],
    });
  });

  test("gives its task to a worker that is free", () => {
    const idle = { id: "w2", task: null };
    expect(removeWorker("w1", active, { idle, assignment: 4 })).toMatchObject({
      tasks: [task({ status: "active", worker: "w2", assignment: 4 })],
      workers: [{ id: "w2", task: "t1" }],
      removedWorkers: ["w1"],
    });
  });
});

describe("announceTask", () => {
  test("has nothing to tell of a task that waits", () => {
    expect(announceTask(queued)).toEqual([]);
  });

  test("has a worker process its task", () => {
    const message = {
      type: "process_task",
      task: order,
      assignment: 3,
      submitter: "alice",
      replyTo: 7,
    };
    expect(announceTask(active)).toEqual([{ about: active, to: "worker", name: "w1", message }]);
  });

  test.for([
    [completed, { type: "task_completed", task: "t1", result: 1, replyTo: 7 }],
    [failed, { type: "task_failed", task: "t1", reason: "no", replyTo: 7 }],
  ] as const)("tells the submitter how a task ended: %j", ([settled, message]) => {
    expect(announceTask(settled)).toEqual([
      { about: settled, to: "session", name: "alice", message },
    ]);
  });
});
