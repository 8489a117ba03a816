import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import type { Address } from "../../reference-actors/protocol.ts";

const alice: Address<"session"> = { kind: "session", name: "alice" };
const task = { id: "t1", job: "manual", input: { n: 1 } };
const assign = { type: "assign_task", id: 1, task };

describe("CoordinatorActor.receive", () => {
  test("registers a worker without work", async ({ scope }) => {
    const coordinator = scope.actor(env.COORDINATOR);
    expect(await coordinator.rpc.receive(alice, { type: "register_worker", worker: "w1" })).toEqual(
      { type: "worker_registered", worker: "w1", task: null },
    );
  });

  test("queues a task while no worker is free", async ({ scope }) => {
    const coordinator = scope.actor(env.COORDINATOR);
    const queued = { type: "task_queued", task: "t1" };
    expect(await coordinator.rpc.receive(alice, assign)).toEqual(queued);
    expect(await coordinator.rpc.receive(alice, { type: "get_task", task: "t1" })).toEqual(queued);
  });

  test("assigns a task to a free worker", async ({ scope }) => {
    const coordinator = scope.actor(env.COORDINATOR);
    const worker = scope.name("w1");
    await coordinator.rpc.receive(alice, { type: "register_worker", worker });
    const assigned = { type: "task_assigned", task: "t1", worker };
    expect(await coordinator.rpc.receive(alice, assign)).toEqual(assigned);
  });

  test("takes a task once, however often it is submitted", async ({ scope }) => {
    const coordinator = scope.actor(env.COORDINATOR);
    await coordinator.rpc.receive(alice, assign);
    const again = { type: "assign_task", id: 2, task: { ...task, input: "other" } };
    expect(await coordinator.rpc.receive(alice, again)).toEqual({
      type: "task_queued",
      task: "t1",
    });
    expect(await coordinator.rpc.receive(alice, { type: "get_status" })).toMatchObject({
      queued: 1,
    });
  });

  test("records what the task's worker reports", async ({ scope }) => {
    const coordinator = scope.actor(env.COORDINATOR);
    const worker = { kind: "worker", name: scope.name("w1") } as const;
    await coordinator.rpc.receive(alice, { type: "register_worker", worker: worker.name });
    await coordinator.rpc.receive(alice, assign);
    const report = { type: "task_completed", task: "t1", result: 42, assignment: 1 };
    expect(await coordinator.rpc.receive(worker, report)).toEqual({
      type: "report_recorded",
      task: "t1",
    });
    expect(await coordinator.rpc.receive(alice, { type: "get_task", task: "t1" })).toEqual(report);
  });

  test("ignores what another worker reports", async ({ scope }) => {
    const coordinator = scope.actor(env.COORDINATOR);
    await coordinator.rpc.receive(alice, { type: "register_worker", worker: scope.name("w1") });
    await coordinator.rpc.receive(alice, assign);
    const report = { type: "task_failed", task: "t1", reason: "no", assignment: 1 };
    const other = { kind: "worker", name: "w2" } as const;
    expect(await coordinator.rpc.receive(other, report)).toEqual({
      type: "report_ignored",
      task: "t1",
    });
  });

  test("says which task it does not know", async ({ scope }) => {
    const coordinator = scope.actor(env.COORDINATOR);
    expect(await coordinator.rpc.receive(alice, { type: "get_task", task: "t9" })).toEqual({
      type: "error",
      code: "unknown-task",
      message: `Could not find task "t9": found no such task in coordinator "${scope.id}", expected one that was assigned here. Submit it with assign_task.`,
    });
  });

  test.for([
    ["nothing", undefined],
    ["a date", new Date(0)],
    ["a bigint", 7n],
    ["a function's absence", { type: "get_status", id: undefined }],
    ["a list", []],
  ] as const)("answers %s with an error", async ([, input], { scope }) => {
    const coordinator = scope.actor(env.COORDINATOR);
    const reply = await coordinator.rpc.receive(alice, input);
    expect(reply.type).toBe("error");
    expect(await coordinator.rpc.receive(alice, { type: "get_status" })).toMatchObject({
      type: "status",
    });
  });

  test("understands a worker's reports only, when a worker speaks", async ({ scope }) => {
    const coordinator = scope.actor(env.COORDINATOR);
    const worker = { kind: "worker", name: "w1" } as const;
    const reply = await coordinator.rpc.receive(worker, { type: "get_status" });
    expect(reply).toMatchObject({
      code: "unknown-type",
      message: expect.stringContaining("expected one of task_completed, task_failed, heartbeat."),
    });
  });
});

describe("WorkerActor.receive", () => {
  const order = { type: "process_task", task, assignment: 1, submitter: "alice", replyTo: 1 };

  test("accepts a task from a coordinator and says what it works on", async ({ scope }) => {
    const worker = scope.actor(env.WORKER);
    const coordinator = { kind: "coordinator", name: scope.id } as const;
    const accepted = { type: "task_accepted", task: "t1" };
    expect(await worker.rpc.receive(coordinator, order)).toEqual(accepted);
    expect(await worker.rpc.receive(alice, { type: "get_state" })).toEqual({
      type: "worker_state",
      worker: scope.id,
      status: "working",
      task: "t1",
      progress: 0,
      completed: 0,
      failed: 0,
    });
  });

  test("takes no orders from a session", async ({ scope }) => {
    const reply = await scope.actor(env.WORKER).rpc.receive(alice, order);
    expect(reply).toMatchObject({ type: "error", code: "unknown-type" });
  });

  test.for([
    [{ type: "get_state" }, "expected one of process_task, drop_task"],
    [{ ...order, assignment: 1.5 }, 'field "assignment": found 1.5, expected a whole number'],
    [{ ...order, assignment: "1" }, 'field "assignment": found "1", expected a whole number'],
    [{ ...order, submitter: "" }, 'field "submitter": found ""'],
    [{ ...order, replyTo: true }, 'field "replyTo": found true'],
  ] as const)("answers the order %o with an error", async ([message, text], { scope }) => {
    const coordinator = { kind: "coordinator", name: scope.id } as const;
    const reply = await scope.actor(env.WORKER).rpc.receive(coordinator, message);
    expect(reply).toMatchObject({ type: "error", message: expect.stringContaining(text) });
  });

  test("refuses a task while it is busy for another coordinator", async ({ scope }) => {
    const worker = scope.actor(env.WORKER);
    await worker.rpc.receive({ kind: "coordinator", name: scope.name("a") }, order);
    const other = { kind: "coordinator", name: scope.name("b") } as const;
    const second = { ...order, task: { ...task, id: "t2" } };
    expect(await worker.rpc.receive(other, second)).toEqual({
      type: "error",
      code: "worker-busy",
      message: `Could not take task "t2": found the worker busy for coordinator "${scope.name("a")}", expected it free. It will be told again.`,
    });
  });
});

describe("SessionActor.receive", () => {
  test("passes an event on to the client", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect(session);
    const outcome = { type: "task_completed", task: "t1", result: [1], assignment: 1 } as const;
    const event = { ...outcome, replyTo: "r" };
    const reply = await session.rpc.receive({ kind: "coordinator", name: "main" }, event);
    expect(reply).toEqual({ type: "event_delivered", connections: 1 });
    expect(await client.receive({ type: "task_completed" })).toEqual({
      ...event,
      to: "client:coordinator-proxy",
      from: "coordinator:main",
    });
  });
});
