import { env } from "cloudflare:workers";
import { expect, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/reply.ts";

const asked = { kind: "session", name: "test" } as const;

test("registers a worker, assigns a task, completes it and counts it", async ({ scope }) => {
  const client = await scope.connect<ClientFrame>(env.SESSION);
  const to = `coordinator:${scope.id}`;
  const worker = scope.name("w1");
  await client.call({ id: 1, to, type: "register_worker", worker }, { type: "worker_registered" });
  const task = { id: "t1", job: "sum", input: [1, 2, 3] };
  await client.call({ id: 2, to, type: "assign_task", task }, { type: "task_assigned", worker });
  await client.receive({ type: "task_completed", task: "t1", result: 6, replyTo: 2 });
  const status = await client.call({ id: 3, to, type: "get_status" }, { type: "status" });
  expect(status).toMatchObject({ queued: 0, active: 0, completed: 1, failed: 0, workers: 1 });
});

test("gives queued tasks to the worker that registers, in the order they came", async ({
  scope,
}) => {
  const client = await scope.connect<ClientFrame>(env.SESSION);
  const to = `coordinator:${scope.id}`;
  const ids = ["t1", "t2", "t3", "t4", "t5"];
  for (const id of ids) {
    const task = { id, job: "sum", input: [] };
    await client.call({ id, to, type: "assign_task", task }, { type: "task_queued", task: id });
  }
  const worker = scope.name("w1");
  const registered = await client.call({ id: 9, to, type: "register_worker", worker });
  expect(registered).toMatchObject({ type: "worker_registered", task: "t1" });
  const status = await scope.eventually(async () => {
    const reply = await client.call({ id: 10, to, type: "get_status" }, { type: "status" });
    expect(reply.completed).toBe(5);
    return reply;
  });
  expect(status).toMatchObject({ queued: 0, active: 0, failed: 0 });
});

test("works on as many tasks at once as there are workers", async ({ scope }) => {
  const client = await scope.connect<ClientFrame>(env.SESSION);
  const to = `coordinator:${scope.id}`;
  const workers = ["w1", "w2", "w3"].map((name) => scope.name(name));
  for (const worker of workers)
    await client.call({ id: worker, to, type: "register_worker", worker });
  for (const [index, id] of ["t1", "t2", "t3"].entries()) {
    const task = { id, job: "manual", input: null };
    const assigned = { type: "task_assigned", task: id, worker: workers[index] } as const;
    expect(await client.call({ id, to, type: "assign_task", task })).toMatchObject(assigned);
  }
  const fourth = { id: "t4", job: "manual", input: null };
  await client.call({ id: 4, to, type: "assign_task", task: fourth }, { type: "task_queued" });
  await client.call({ id: 5, to, type: "get_status" }, { type: "status", active: 3, queued: 1 });
});

test("tells progress and failure of work that is done by hand", async ({ scope }) => {
  const client = await scope.connect<ClientFrame>(env.SESSION);
  const worker = scope.actor(env.WORKER);
  const to = { coordinator: `coordinator:${scope.id}`, worker: `worker:${scope.id}` };
  const task = { id: "t1", job: "manual", input: { ask: "approve?" } };
  await client.call({ id: 1, to: to.coordinator, type: "register_worker", worker: scope.id });
  await client.call({ id: 2, to: to.coordinator, type: "assign_task", task });
  await scope.eventually(async () => {
    const state = await worker.rpc.receive(asked, { type: "get_state" });
    expect(state).toMatchObject({ status: "working", task: "t1" });
  });
  const half = { id: 3, to: to.worker, type: "report_progress", task: "t1", progress: 0.5 };
  await client.call(half, { type: "progress_recorded", progress: 0.5 });
  await client.receive({ type: "task_progress", task: "t1", progress: 0.5, replyTo: 2 });
  const refusal = { id: 4, to: to.worker, type: "fail_task", task: "t1", reason: "refused" };
  await client.call(refusal, { type: "task_finished", task: "t1" });
  await client.receive({ type: "task_failed", task: "t1", reason: "refused", replyTo: 2 });
  await client.call(
    { id: 5, to: to.coordinator, type: "get_status" },
    { type: "status", failed: 1 },
  );
});

test("gives the task of a lost worker to the next that is free", async ({ scope }) => {
  const client = await scope.connect<ClientFrame>(env.SESSION);
  const to = `coordinator:${scope.id}`;
  const [lost, next] = [scope.name("lost"), scope.name("next")];
  await client.call({ id: 1, to, type: "register_worker", worker: lost });
  for (const id of ["t1", "t2"]) {
    await client.call({ id, to, type: "assign_task", task: { id, job: "manual", input: null } });
  }
  const removed = await client.call({ id: 4, to, type: "remove_worker", worker: lost });
  expect(removed).toMatchObject({ type: "worker_removed", worker: lost, task: "t1" });
  await client.call({ id: 5, to, type: "get_task", task: "t1" }, { type: "task_queued" });
  // It had been there first, so it is first again.
  const registered = await client.call({ id: 6, to, type: "register_worker", worker: next });
  expect(registered).toMatchObject({ type: "worker_registered", task: "t1" });
});

test("gives the task of a lost worker to one that is free already", async ({ scope }) => {
  const client = await scope.connect<ClientFrame>(env.SESSION);
  const to = `coordinator:${scope.id}`;
  const [lost, free] = [scope.name("a-lost"), scope.name("free")];
  await client.call({ id: 1, to, type: "register_worker", worker: lost });
  await client.call({ id: 2, to, type: "register_worker", worker: free });
  const task = { id: "t1", job: "manual", input: null };
  await client.call(
    { id: 3, to, type: "assign_task", task },
    { type: "task_assigned", worker: lost },
  );
  await client.call({ id: 4, to, type: "remove_worker", worker: lost });
  const again = await client.call({ id: 5, to, type: "get_task", task: "t1" });
  expect(again).toMatchObject({ type: "task_assigned", worker: free });
});
