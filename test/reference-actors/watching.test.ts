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
    // In production that happens within seconds to a queue that nobody asks.
    await scope.actor(env.COORDINATOR).evict();
    await ask({ type: "assign_task", task: manual });
    await client.receive({ type: "queue_changed", replyTo: 1, totals: { active: 1 } });
    expect(await ask({ type: "watch_queue" })).toMatchObject({ totals: { active: 1 } });
    await ask({ type: "cancel_task", task: "t1" });
    await client.receive({ type: "queue_changed", replyTo: 4, totals: { cancelled: 1 } });
  });

  test("is told nothing of questions", async ({ scope }) => {
    const { client, ask } = await open(scope);
    await ask({ type: "watch_queue" });
    await ask({ type: "get_status" });
    await client.expectNoMessage({ type: "queue_changed" });
  });

  test("is forgotten after a minute, unless it asks again", async ({ scope }) => {
    const seen = await scope.actor(env.COORDINATOR).inside((_actor, { storage: { sql } }) => {
      const watchers = new Watchers(sql, env.SESSION);
      const list = (now: number) =>
        watchers.list(now).map(({ session, replyTo }) => [session, replyTo]);
      watchers.add({ session: "a", replyTo: 1 }, 0);
      watchers.add({ session: "b", replyTo: "2" }, 30_000);
      const before = [list(59_999), list(60_000)];
      watchers.add({ session: "a", replyTo: 3 }, 70_000);
      const rows = sql.exec("SELECT session FROM watchers").toArray().length;
      watchers.add({ session: "c", replyTo: 4 }, 100_000);
      return [...before, rows, list(100_000)];
    });
    expect(seen).toEqual([
      [
        ["a", 1],
        ["b", "2"],
      ],
      [["b", "2"]],
      2,
      [
        ["a", 3],
        ["c", 4],
      ],
    ]);
  });

  test("is told of changes through one stub, and through a new one once it asks again", async ({
    scope,
  }) => {
    const [first, second, third] = await scope
      .actor(env.COORDINATOR)
      .inside((_actor, { storage: { sql } }) => {
        const watchers = new Watchers(sql, env.SESSION);
        const add = (session: string) => watchers.add({ session, replyTo: 1 }, 0);
        const stubs = () => watchers.list(1).map(({ stub }) => stub);
        add("a");
        add("b");
        const [a, b] = stubs();
        const isKept = stubs()[0] === a;
        add("a");
        const [later, other] = stubs();
        return [isKept, later === a, other === b];
      });
    expect([first, second, third]).toEqual([true, false, true]);
  });
});

test("a step is a change when a task, a worker or the loss of one is in it", () => {
  const step = answer({ type: "work_noted" });
  expect(isChange(step)).toBe(false);
  expect(isChange({ ...step, removedWorker: "w1" })).toBe(true);
  expect(isChange({ ...step, workers: [{ id: "w1", task: null, seen: 0 }] })).toBe(true);
});
