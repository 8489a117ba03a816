import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import type { QueueChange, Totals } from "../../reference-actors/protocol.ts";
import type { ClientFrame } from "../../reference-actors/reply.ts";
import { PATIENT, openLoan, openQueue } from "./open-shards.ts";

type Overview = Extract<ClientFrame, { type: "overview" }>;
type Change = ClientFrame & QueueChange;

/** What a client knows that watches a sharded queue: the totals that each shard told last. */
function follow({ shards }: Overview) {
  const known = new Map(
    shards.map(({ coordinator, totals }) => [`coordinator:${coordinator}`, totals]),
  );
  return {
    take: ({ from, totals }: Change): void => {
      expect(known.has(from)).toBe(true);
      known.set(from, totals);
    },
    sum: (field: keyof Totals): number =>
      [...known.values()].reduce((sum, totals) => sum + totals[field], 0),
  };
}

const TEN = Array.from({ length: 10 }, (_value, index) => `t${index}`);

describe("who watches a sharded queue", () => {
  test("is told how all shards stand, together and each", async ({ scope }) => {
    const { client, ask, assign } = await openQueue(scope);
    for (const id of TEN) await assign(id);
    await ask({ type: "register_worker", worker: scope.name("w1") });
    const overview = await client.call(
      { id: "watch", to: `queue:${scope.name("jobs@4")}`, type: "watch_queue" },
      { type: "overview" },
    );
    const { totals, shards, tasks, workers } = overview;
    expect(totals).toMatchObject({ queued: 9, active: 1, workers: 1 });
    expect(shards.map(({ coordinator }) => coordinator)).toEqual(
      [0, 1, 2, 3].map((index) => scope.name(`jobs@4/${index}`)),
    );
    const { sum } = follow(overview);
    expect([sum("queued"), sum("active"), sum("workers")]).toEqual([9, 1, 1]);
    expect(tasks.map(({ task }) => task).toSorted()).toEqual(TEN);
    expect(workers).toHaveLength(1);
  });

  test("adds up what each shard tells of itself, in its order, though all are evicted between", async ({
    scope,
  }) => {
    const { client, ask, assign, shards } = await openQueue(scope);
    const changes = client.collect({ type: "queue_changed" });
    const watch = async () => {
      const to = `queue:${scope.name("jobs@4")}`;
      return follow(
        await client.call(
          { id: crypto.randomUUID(), to, type: "watch_queue" },
          { type: "overview" },
        ),
      );
    };
    let seen = await watch();
    for (const id of TEN) await assign(id);
    const first = await changes.atLeast(TEN.length, PATIENT);
    for (const change of first) seen.take(change);
    expect(seen.sum("queued")).toBe(TEN.length);
    for (const shard of shards) {
      const own = first.filter(({ from }) => from === `coordinator:${shard.name}`);
      expect(own.map(({ totals }) => totals.queued)).toEqual(
        own.map((_change, index) => index + 1),
      );
    }
    // Who watches is in memory: a client asks again, and goes on from how things stand.
    for (const shard of shards) await shard.evict();
    await scope.actor(env.SESSION).evict();
    await ask({ type: "cancel_task", task: "t0" });
    seen = await watch();
    expect([seen.sum("queued"), seen.sum("cancelled")]).toEqual([9, 1]);
    const before = changes.messages.length;
    await ask({ type: "cancel_task", task: "t1" });
    for (const change of (await changes.atLeast(before + 1)).slice(before)) seen.take(change);
    expect([seen.sum("queued"), seen.sum("cancelled")]).toEqual([8, 2]);
  });

  test("sees a worker that is lent leave one shard and come to the other", async ({ scope }) => {
    const { client, ask, assign, worker, task, home, keeper } = await openLoan(scope);
    await ask({ type: "register_worker", worker });
    await ask({ type: "watch_queue" });
    const changes = client.collect({ type: "queue_changed" });
    await assign(task);
    await scope.eventually(() => {
      const told = changes.messages.map(({ from, removedWorker, workers }) => [
        from,
        removedWorker,
        workers,
      ]);
      expect(told).toContainEqual([`coordinator:${home.name}`, worker, []]);
      expect(told).toContainEqual([`coordinator:${keeper.name}`, null, [{ worker, task }]]);
    }, PATIENT);
  });

  test("gets a hundred tasks of all shards at most, and the latest of each", async ({ scope }) => {
    const { ask, shards } = await openQueue(scope);
    const [shard] = shards;
    await shard?.inside((_actor, { storage }) =>
      storage.sql
        .exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
        INSERT INTO tasks (id, submission, progress, status, priority)
        SELECT 'x' || i, json_object('order', json_object('id', 'x' || i, 'job', 'manual', 'priority', 0)),
          '{"failures":0,"state":{"status":"queued"}}', 'queued', 0 FROM n`),
    );
    const overview = await ask({ type: "watch_queue" });
    expect(overview).toMatchObject({ totals: { queued: 200 }, tasks: { length: 25 } });
    expect(overview).toMatchObject({ tasks: { 0: { task: "x200" } } });
  });

  test("is told that a shard is down", async ({ scope }) => {
    const { ask, shards } = await openQueue(scope);
    await shards[2]?.inside((_actor, { storage }) => storage.sql.exec("DROP TABLE totals"));
    expect(await ask({ type: "watch_queue" })).toMatchObject({ code: "backend-unavailable" });
  });
});
