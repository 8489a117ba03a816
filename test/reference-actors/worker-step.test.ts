import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import {
  NEW_WORKER,
  NO_HISTORY,
  type Work,
  type WorkerState,
  acceptOrder,
  describeWorker,
  dropWork,
  endWork,
  finishWork,
  manualWork,
  recentHistory,
  recordProgress,
} from "../../reference-actors/coordinator-worker/worker-step.ts";

const order = { id: "t1", job: "manual", input: null, priority: 0, delayMs: 0, attempts: 1 };
const message = {
  type: "process_task",
  task: order,
  assignment: 3,
  submitter: "alice",
  replyTo: 7,
} as const;
const work: Work = {
  coordinator: "main",
  assignment: 3,
  task: order,
  submitter: "alice",
  replyTo: 7,
  progress: 0,
  outcome: null,
};
const outcome = { status: "completed", result: 1 } as const;
const busy: WorkerState = { work, completed: 4, failed: 2 };
const done: WorkerState = { ...busy, work: { ...work, outcome } };
const idle: WorkerState = { ...busy, work: null };
const others: readonly (readonly [string, WorkerState])[] = [
  ["no task", idle],
  ["another task", { ...busy, work: { ...work, task: { ...order, id: "t2" } } }],
  ["another coordinator's task", { ...busy, work: { ...work, coordinator: "other" } }],
];

const from = (assignment: number, id = "t1") => ({
  coordinator: "main",
  message: { ...message, assignment, task: { ...order, id } },
});

describe("acceptOrder", () => {
  test("takes a task on", () => {
    expect(acceptOrder(NEW_WORKER, NO_HISTORY, from(3))).toEqual({ ...NEW_WORKER, work });
  });

  test.for([
    ["the same order", 3],
    ["an older one", 2],
  ] as const)("changes nothing for %s", ([, assignment]) => {
    expect(
      acceptOrder(busy, { assignment: 3, settled: null, settledAt: 0 }, from(assignment)),
    ).toBe(busy);
    expect(
      acceptOrder(idle, { assignment: 3, settled: null, settledAt: 0 }, from(assignment)),
    ).toBe(idle);
  });

  test("takes a task that was settled a day ago: its id is used again", () => {
    const history = { assignment: 3, settled: "t1", settledAt: 1000 };
    const day = 86_400_000;
    expect(recentHistory(history, 1000 + day)).toBe(history);
    const later = recentHistory(history, 1001 + day);
    expect(acceptOrder(idle, later, from(9)).work).toMatchObject({ assignment: 9 });
  });

  test("changes nothing for the task that was settled last, however new the order", () => {
    expect(acceptOrder(idle, { assignment: 3, settled: "t1", settledAt: 0 }, from(9))).toBe(idle);
  });

  test.for([
    ["work", busy],
    ["outcome", done],
  ] as const)("keeps the %s on a task that is given again", ([, state]) => {
    const again = acceptOrder(state, { assignment: 3, settled: null, settledAt: 0 }, from(9));
    expect(again.work).toEqual({ ...state.work, assignment: 9 });
  });

  test("begins anew with a task that failed and is given again", () => {
    const failed = {
      ...busy,
      work: { ...work, outcome: { status: "failed", reason: "no" } },
    } as const;
    const again = acceptOrder(failed, { assignment: 3, settled: null, settledAt: 0 }, from(9));
    expect(again.work).toEqual({ ...work, assignment: 9 });
  });

  test.for([
    ["in work", busy],
    ["done", done],
  ] as const)("replaces a task that is %s by that of a newer order", ([, state]) => {
    const next = acceptOrder(state, { assignment: 3, settled: null, settledAt: 0 }, from(4, "t2"));
    expect(next.work).toEqual({ ...work, assignment: 4, task: { ...order, id: "t2" } });
  });

  test("throws while it is busy for another coordinator", () => {
    const foreign = { ...from(1), coordinator: "other" };
    expect(() => acceptOrder(busy, NO_HISTORY, foreign)).toThrow(/busy for coordinator "main"/);
  });
});

describe("recordProgress", () => {
  test("notes how much of the task at hand is done", () => {
    expect(recordProgress(busy, work, 0.5).work).toEqual({ ...work, progress: 0.5 });
  });

  test.for([["a finished task", done] as const, ...others])(
    "changes nothing for %s",
    ([, state]) => {
      expect(recordProgress(state, work, 0.5)).toBe(state);
    },
  );
});

describe("finishWork", () => {
  test("notes and counts a completed task", () => {
    expect(finishWork(busy, work, outcome)).toEqual({ ...done, completed: 5 });
  });

  test("notes and counts a failed task", () => {
    const failure = { status: "failed", reason: "no" } as const;
    const failed = { ...busy, work: { ...work, outcome: failure }, failed: 3 };
    expect(finishWork(busy, work, failure)).toEqual(failed);
  });

  test.for([["a finished task", done] as const, ...others])(
    "changes nothing for %s",
    ([, state]) => {
      expect(finishWork(state, work, outcome)).toBe(state);
    },
  );
});

describe("dropWork", () => {
  test.for([busy, done])("lets go of a task, ended or not: %j", (state) => {
    expect(dropWork(state, "main", "t1")).toEqual(idle);
  });

  test.for(others)("changes nothing for %s", ([, state]) => {
    expect(dropWork(state, "main", "t1")).toBe(state);
  });
});

describe("endWork", () => {
  test.for([busy, done])("lets go of an assignment: %j", (state) => {
    expect(endWork(state, work)).toEqual(idle);
  });

  test.for([
    ["a newer assignment", { ...busy, work: { ...work, assignment: 9 } }] as const,
    ...others,
  ])("changes nothing for %s", ([, state]) => {
    expect(endWork(state, work)).toBe(state);
  });
});

describe("manualWork", () => {
  test("gives the task at hand", () => {
    expect(manualWork(busy, "t1")).toBe(work);
  });

  test.for([
    ["nothing", idle, "found no task,"],
    ["another task", others[1]?.[1] ?? idle, 'found task "t2" of job "manual"'],
    ["a finished task", done, 'found task "t1" of job "manual"'],
    ["a job's task", { ...busy, work: { ...work, task: { ...order, job: "sum" } } }, 'job "sum"'],
  ] as const)("throws when there is %s at hand", ([, state, text]) => {
    expect(() => manualWork(state, "t1")).toThrow(text);
  });
});

describe("describeWorker", () => {
  const counts = { type: "worker_state", worker: "w1", completed: 4, failed: 2 };

  test.for([
    [idle, { status: "idle", task: null, progress: 0 }],
    [busy, { status: "working", task: "t1", progress: 0 }],
    [done, { status: "reporting", task: "t1", progress: 0 }],
  ] as const)("says what a worker does: %j", ([state, expected]) => {
    expect(describeWorker("w1", state)).toEqual({ ...counts, ...expected });
  });
});
