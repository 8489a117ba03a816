import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type Scope, expect, test } from "footlights/harness";
import { answer } from "../../reference-actors/coordinator-worker/step.ts";
import { Watchers, isChange } from "../../reference-actors/coordinator-worker/watchers.ts";
import type { ClientFrame } from "../../reference-actors/reply.ts";

async function open(scope: Scope, path = "/") {
  const client = await scope.connect<ClientFrame>(env.SESSION, { path });
  const to = `coordinator:${scope.id}`;
  let id = 0;
  const ask = (message: object): Promise<ClientFrame> =>
    client.call({ id: (id += 1), to, ...message });
  return { client, ask };
}

const manual = { id: "t1", job: "manual", input: null, priority: 3 };

describe("who watches a queue", () => {
  test("is told how it stands, and then of each change", async ({ scope }) => {
    const { client, ask } = await open(scope);
    await ask({ type: "assign_task", task: manual });
    const queued = { task: "t1", job: "manual", priority: 3, status: "queued", worker: null };
    expect(await ask({ type: "watch_queue" })).toMatchObject({
      type: "overview",
      replyTo: 2,
      totals: { queued: 1, active: 0, workers: 0 },
      tasks: [queued],
      workers: [],
    });
    await ask({ type: "register_worker", worker: scope.id });
    await client.receive({
      type: "queue_changed",
      replyTo: 2,
      totals: { queued: 0, active: 1, workers: 1 },
      tasks: [{ ...queued, status: "active", worker: scope.id }],
      workers: [{ worker: scope.id, task: "t1" }],
      removedWorker: null,
    });
    await ask({ type: "remove_worker", worker: scope.id });
    const gone = { tasks: [queued], workers: [], removedWorker: scope.id };
    await client.receive({ type: "queue_changed", ...gone });
    expect(await ask({ type: "watch_queue" })).toMatchObject({ tasks: [queued], workers: [] });
  });

  test("is not told again when it comes back: it asks how things stand", async ({ scope }) => {
    const { client, ask } = await open(scope, "/?after=0");
    await ask({ type: "watch_queue" });
    await ask({ type: "register_worker", worker: scope.id });
    expect(await client.receive({ type: "queue_changed" })).not.toHaveProperty("sequence");
  });

  test("is told on after its session or the queue was evicted", async ({ scope }) => {
    const { client, ask } = await open(scope);
    await ask({ type: "watch_queue" });
    await scope.actor(env.SESSION).evict();
    await ask({ type: "register_worker", worker: scope.id });
    await client.receive({ type: "queue_changed", workers: [{ worker: scope.id, task: null }] });
    await scope.actor(env.COORDINATOR).evict();
    await ask({ type: "assign_task", task: manual });
    expect(await ask({ type: "watch_queue" })).toMatchObject({ totals: { active: 1 } });
    await ask({ type: "cancel_task", task: "t1" });
    await client.receive({ type: "queue_changed", totals: { active: 0, cancelled: 1 } });
  });

  test("is told nothing of questions", async ({ scope }) => {
    const { client, ask } = await open(scope);
    await ask({ type: "watch_queue" });
    await ask({ type: "get_status" });
    await client.expectNoMessage({ type: "queue_changed" });
  });

  test("is forgotten after a minute, unless it asks again", () => {
    const watchers = new Watchers();
    const stub = env.SESSION.getByName("a");
    const [first, second] = [
      { session: "a", replyTo: 1, stub },
      { session: "b", replyTo: 2, stub },
    ];
    watchers.add(first, 0);
    watchers.add(second, 30_000);
    expect(watchers.list(59_999)).toMatchObject([{ session: "a" }, { session: "b" }]);
    expect(watchers.list(60_000)).toMatchObject([{ session: "b" }]);
    watchers.add(first, 70_000);
    expect(watchers.list(90_000)).toMatchObject([{ session: "a" }]);
  });
});

test("a step is a change when a task, a worker or the loss of one is in it", () => {
  const step = answer({ type: "work_noted" });
  expect(isChange(step)).toBe(false);
  expect(isChange({ ...step, removedWorker: "w1" })).toBe(true);
  expect(isChange({ ...step, workers: [{ id: "w1", task: null, seen: 0 }] })).toBe(true);
});
