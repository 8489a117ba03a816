import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/reply.ts";

const asked = { kind: "session", name: "test" } as const;
const getState = { type: "get_state" };
const order = {
  type: "process_task",
  task: { id: "t1", job: "manual", input: null },
  assignment: 5,
  submitter: "test",
  replyTo: 1,
} as const;

describe("a worker", () => {
  test("ignores an order that is older than one it has seen", async ({ scope }) => {
    const worker = scope.actor(env.WORKER);
    const from = { kind: "coordinator", name: scope.id } as const;
    await worker.rpc.receive(from, order);
    const old = { ...order, assignment: 4, task: { ...order.task, id: "t0" } };
    expect(await worker.rpc.receive(from, old)).toEqual({ type: "task_accepted", task: "t0" });
    expect(await worker.rpc.receive(asked, getState)).toMatchObject({ task: "t1" });
  });

  test("leaves a task that was given away for the one of a newer order", async ({ scope }) => {
    const worker = scope.actor(env.WORKER);
    const from = { kind: "coordinator", name: scope.id } as const;
    await worker.rpc.receive(from, order);
    const next = { ...order, assignment: 6, task: { ...order.task, id: "t2" } };
    await worker.rpc.receive(from, next);
    expect(await worker.rpc.receive(asked, getState)).toMatchObject({ task: "t2", progress: 0 });
  });

  test("goes on with a task that it is given a second time", async ({ scope }) => {
    const worker = scope.actor(env.WORKER);
    const from = { kind: "coordinator", name: scope.id } as const;
    await worker.rpc.receive(from, order);
    const half = { type: "report_progress", task: "t1", progress: 0.5 };
    await worker.rpc.receive(asked, half);
    await worker.rpc.receive(from, { ...order, assignment: 6 });
    expect(await worker.rpc.receive(asked, getState)).toMatchObject({ task: "t1", progress: 0.5 });
  });

  test("takes up a job that a crash interrupted when its alarm comes", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const to = `coordinator:${scope.id}`;
    const worker = scope.actor(env.WORKER);
    const order = { entry: "receive", given: [undefined, { type: "process_task" }] };
    const fault = worker.inject(order, { crash: "after" });
    await client.call({ id: 1, to, type: "register_worker", worker: scope.id });
    const task = { id: "t1", job: "digest", input: { text: "a", rounds: 3 } };
    await client.call({ id: 2, to, type: "assign_task", task });
    await fault.hit();
    await scope.eventually(() => worker.fireAlarm());
    await client.receive({ type: "task_completed", task: "t1" });
  });

  test("does not start a job beside itself when its alarm comes while it runs", async ({
    scope,
  }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<ClientFrame>(session);
    const steps = client.collect({ type: "task_progress" });
    const worker = scope.actor(env.WORKER);
    const digest = { id: "t1", job: "digest", input: { text: "a", rounds: 5 } };
    await worker.inside(async (actor) => {
      await actor.receive(
        { kind: "coordinator", name: scope.id },
        { ...order, task: digest, submitter: scope.id },
      );
      actor.alarm();
    });
    await scope.eventually(async () => {
      expect(await worker.rpc.receive(asked, getState)).toMatchObject({ status: "idle" });
    });
    const shares = (await steps.atLeast(5)).map(({ progress }) => progress);
    expect(shares).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  });

  test("reports again when its alarm comes, until its coordinator is alive", async ({ scope }) => {
    const [coordinator, worker] = [scope.actor(env.COORDINATOR), scope.actor(env.WORKER)];
    await coordinator.inside((_actor, state) => state.storage.sql.exec("DROP TABLE tasks"));
    const from = { kind: "coordinator", name: scope.id } as const;
    await worker.rpc.receive(from, { ...order, task: { id: "t1", job: "sum", input: [2] } });
    const reporting = { status: "reporting", task: "t1", completed: 1 };
    await scope.eventually(async () => {
      expect(await worker.rpc.receive(asked, getState)).toMatchObject(reporting);
    });
    await worker.fireAlarm();
    expect(await worker.rpc.receive(asked, getState)).toMatchObject(reporting);
    await coordinator.evict();
    await worker.fireAlarm();
    await scope.eventually(async () => {
      expect(await worker.rpc.receive(asked, getState)).toMatchObject({ status: "idle" });
    });
  });

  test("lets go of a task once, however often it reported it", async ({ scope }) => {
    const [coordinator, worker] = [scope.actor(env.COORDINATOR), scope.actor(env.WORKER)];
    await coordinator.rpc.receive(asked, { type: "register_worker", worker: scope.id });
    await coordinator.rpc.receive(asked, { type: "assign_task", id: 1, task: order.task });
    await scope.eventually(async () => {
      expect(await worker.rpc.receive(asked, getState)).toMatchObject({ task: "t1" });
    });
    const rename = (from: string, to: string) =>
      coordinator.inside((_actor, { storage }) =>
        storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`),
      );
    await rename("tasks", "hidden");
    await worker.rpc.receive(asked, { type: "complete_task", task: "t1", result: 1 });
    await rename("hidden", "tasks");
    await worker.inside((actor) => {
      actor.alarm();
      actor.alarm();
    });
    await scope.eventually(async () => {
      expect(await worker.rpc.receive(asked, getState)).toMatchObject({ status: "idle" });
    });
    // An order for it that comes only now is old, whatever its number.
    const from = { kind: "coordinator", name: scope.id } as const;
    await worker.rpc.receive(from, { ...order, assignment: 9 });
    expect(await worker.rpc.receive(asked, getState)).toMatchObject({ status: "idle" });
  });

  test("sets no alarm while it has no task", async ({ scope }) => {
    const worker = scope.actor(env.WORKER);
    await worker.inside((actor) => actor.alarm());
    expect(await worker.inside((_actor, state) => state.storage.getAlarm())).toBeNull();
  });

  test.for([
    ["report_progress", { progress: 0.5 }],
    ["complete_task", { result: 1 }],
    ["fail_task", { reason: "no" }],
  ] as const)("refuses %s of a task that it does not have", async ([type, fields], { scope }) => {
    const worker = scope.actor(env.WORKER);
    const request = { type, task: "t9", ...fields };
    const refusal = { type: "error", code: "wrong-task" };
    const free = await worker.rpc.receive(asked, request);
    expect(free).toMatchObject({ ...refusal, message: expect.stringContaining("found no task,") });
    await worker.rpc.receive({ kind: "coordinator", name: scope.id }, order);
    expect(await worker.rpc.receive(asked, request)).toMatchObject({
      ...refusal,
      message:
        'Could not change task "t9": found task "t1" of job "manual", expected it unfinished and of job "manual". Ask the worker for its state with get_state.',
    });
  });
});

describe("a coordinator", () => {
  test("tells a worker again that was dead, and once it knows no more", async ({ scope }) => {
    const [coordinator, worker] = [scope.actor(env.COORDINATOR), scope.actor(env.WORKER)];
    await worker.inside((_actor, state) => state.storage.kv.put("state", "not a state"));
    await coordinator.rpc.receive(asked, { type: "register_worker", worker: scope.id });
    await coordinator.rpc.receive(asked, { type: "assign_task", id: 1, task: order.task });
    await coordinator.fireAlarm();
    await worker.inside((_actor, state) => state.storage.kv.delete("state"));
    await coordinator.fireAlarm();
    await scope.eventually(async () => {
      expect(await worker.rpc.receive(asked, getState)).toMatchObject({ task: "t1" });
    });
    await scope.eventually(async () => {
      const untold = await coordinator.inside((_actor, { storage }) =>
        storage.sql.exec("SELECT id FROM tasks WHERE tries IS NOT NULL").toArray(),
      );
      expect(untold).toEqual([]);
    });
  });

  test("tells a worker again that was busy for another coordinator", async ({ scope }) => {
    const worker = scope.actor(env.WORKER);
    const [first, second] = [scope.actor(env.COORDINATOR, "a"), scope.actor(env.COORDINATOR, "b")];
    for (const [coordinator, id] of [
      [first, "t1"],
      [second, "t2"],
    ] as const) {
      const task = { ...order.task, id };
      await coordinator.rpc.receive(asked, { type: "register_worker", worker: scope.id });
      await coordinator.rpc.receive(asked, { type: "assign_task", id: 1, task });
      await scope.eventually(async () => {
        expect(await worker.rpc.receive(asked, getState)).toMatchObject({ task: "t1" });
      });
    }
    await worker.rpc.receive(asked, { type: "complete_task", task: "t1", result: 1 });
    await scope.eventually(async () => {
      await second.fireAlarm();
      expect(await worker.rpc.receive(asked, getState)).toMatchObject({ task: "t2" });
    });
  });

  test("counts what a removed worker reports while its task waits", async ({ scope }) => {
    const coordinator = scope.actor(env.COORDINATOR);
    await coordinator.rpc.receive(asked, { type: "register_worker", worker: scope.id });
    await coordinator.rpc.receive(asked, { type: "assign_task", id: 1, task: order.task });
    await coordinator.rpc.receive(asked, { type: "remove_worker", worker: scope.id });
    const report = { type: "task_completed", task: "t1", result: "late", assignment: 1 };
    const from = { kind: "worker", name: scope.id } as const;
    const recorded = { type: "report_recorded", task: "t1" };
    expect(await coordinator.rpc.receive(from, report)).toEqual(recorded);
    const status = await coordinator.rpc.receive(asked, { type: "get_status" });
    expect(status).toMatchObject({ queued: 0, active: 0, completed: 1, workers: 0 });
  });

  test("removes a worker that it does not know", async ({ scope }) => {
    const coordinator = scope.actor(env.COORDINATOR);
    const request = { type: "remove_worker", worker: "w9" };
    const removed = { type: "worker_removed", worker: "w9", task: null };
    expect(await coordinator.rpc.receive(asked, request)).toEqual(removed);
    const status = await coordinator.rpc.receive(asked, { type: "get_status" });
    expect(status).toMatchObject({ workers: 0 });
  });

  test("registers a worker once and says what it has", async ({ scope }) => {
    const coordinator = scope.actor(env.COORDINATOR);
    const register = { type: "register_worker", worker: scope.id };
    await coordinator.rpc.receive(asked, register);
    await coordinator.rpc.receive(asked, { type: "assign_task", id: 1, task: order.task });
    const again = await coordinator.rpc.receive(asked, register);
    expect(again).toEqual({ type: "worker_registered", worker: scope.id, task: "t1" });
    const status = await coordinator.rpc.receive(asked, { type: "get_status" });
    expect(status).toMatchObject({ workers: 1, active: 1 });
  });

  test("knows its name when an alarm wakes it without telling it", async ({ scope }) => {
    const name = await scope.actor(env.COORDINATOR).inside((_actor, state) => {
      return state.storage.kv.get("name");
    });
    expect(name).toBe(scope.id);
  });
});
