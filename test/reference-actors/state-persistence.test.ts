import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/reply.ts";

const interruptions = ["evict", "restart", "crash"] as const;
const asked = { kind: "session", name: "test" } as const;
const manual = (id: string) => ({ id, job: "manual", input: null });

describe("a coordinator", () => {
  test.for(interruptions)(
    "keeps its queue in order and its workers busy over a %s",
    async (interrupt, { scope }) => {
      const client = await scope.connect<ClientFrame>(env.SESSION);
      const coordinator = scope.actor(env.COORDINATOR);
      const to = `coordinator:${scope.id}`;
      const worker = scope.actor(env.WORKER);
      await client.call({ id: 1, to, type: "register_worker", worker: scope.id });
      for (const id of ["t1", "t2", "t3"]) {
        await client.call({ id, to, type: "assign_task", task: manual(id) });
      }
      for (const [queued, id] of [
        [2, "t1"],
        [1, "t2"],
        [0, "t3"],
      ] as const) {
        await scope.eventually(async () => {
          const state = await worker.rpc.receive(asked, { type: "get_state" });
          expect(state).toMatchObject({ task: id });
        });
        await coordinator[interrupt]();
        const status = { type: "status", queued, active: 1, workers: 1 } as const;
        await client.call({ id: `before-${id}`, to, type: "get_status" }, status);
        const done = { type: "complete_task", task: id, result: id };
        await client.call({ id, to: `worker:${scope.id}`, ...done }, { type: "task_finished" });
        await client.receive({ type: "task_completed", task: id, result: id });
      }
      const end = { type: "status", queued: 0, active: 0, completed: 3 } as const;
      await client.call({ id: 6, to, type: "get_status" }, end);
    },
  );

  test("knows a task that it settled before, and does not run it again", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const coordinator = scope.actor(env.COORDINATOR);
    const to = `coordinator:${scope.id}`;
    const task = { id: "t1", job: "sum", input: [1, 2] };
    await client.call({ id: 1, to, type: "register_worker", worker: scope.name("w1") });
    await client.call({ id: 2, to, type: "assign_task", task });
    await client.receive({ type: "task_completed", replyTo: 2 });
    await coordinator.evict();
    const again = await client.call({ id: 3, to, type: "assign_task", task });
    expect(again).toMatchObject({ type: "task_completed", task: "t1", result: 3 });
    await client.call({ id: 4, to, type: "get_status" }, { type: "status", completed: 1 });
  });
});

describe("a worker", () => {
  test.for(interruptions)(
    "keeps its task and its progress over a %s",
    async (interrupt, { scope }) => {
      const client = await scope.connect<ClientFrame>(env.SESSION);
      const worker = scope.actor(env.WORKER);
      const to = `worker:${scope.id}`;
      const coordinator = `coordinator:${scope.id}`;
      await client.call({ id: 1, to: coordinator, type: "register_worker", worker: scope.id });
      await client.call({ id: 2, to: coordinator, type: "assign_task", task: manual("t1") });
      const half = { id: 3, to, type: "report_progress", task: "t1", progress: 0.5 };
      await scope.eventually(() => client.call(half, { type: "progress_recorded" }));
      await worker[interrupt]();
      const working = {
        type: "worker_state",
        status: "working",
        task: "t1",
        progress: 0.5,
      } as const;
      await client.call({ id: 4, to, type: "get_state" }, working);
    },
  );

  test("keeps count of what it did", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const worker = scope.actor(env.WORKER);
    const to = `coordinator:${scope.id}`;
    await client.call({ id: 1, to, type: "register_worker", worker: scope.id });
    for (const [id, input, type] of [
      ["t1", [1], "task_completed"],
      ["t2", "x", "task_failed"],
      ["t3", [], "task_completed"],
    ] as const) {
      await client.call({ id, to, type: "assign_task", task: { id, job: "sum", input } });
      expect(await client.receive({ task: id, replyTo: id })).toMatchObject({ type });
    }
    await worker.evict();
    const state = { type: "worker_state", completed: 2, failed: 1 } as const;
    await client.call({ id: 9, to: `worker:${scope.id}`, type: "get_state" }, state);
  });
});

describe("a session", () => {
  test("passes events on to the sockets that it had before it hibernated", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<ClientFrame>(session);
    const to = `coordinator:${scope.id}`;
    await client.call({
      id: 1,
      to,
      type: "assign_task",
      task: { id: "t1", job: "sum", input: [] },
    });
    await session.evict();
    const other = await scope.connect<ClientFrame>(env.SESSION, { name: "other" });
    await other.call({ id: 2, to, type: "register_worker", worker: scope.name("w1") });
    await client.receive({ type: "task_completed", task: "t1", result: 0, replyTo: 1 });
  });
});
