import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import { shardOf } from "../../reference-actors/coordinator-worker/shard.ts";
import type { ClientFrame } from "../../reference-actors/reply.ts";
import { FOUR, PATIENT, openLoan, openQueue } from "./open-shards.ts";

describe("a queue", () => {
  test("keeps each task in the shard that its id says, and sums up its shards", async ({
    scope,
  }) => {
    const { ask, assign, shards } = await openQueue(scope);
    const ids = Array.from({ length: 40 }, (_value, index) => `t${index}`);
    for (const id of ids) expect(await assign(id)).toMatchObject({ type: "task_queued", task: id });
    const kept = await Promise.all(shards.map((shard) => shard.rpc.totals()));
    const expected = [0, 1, 2, 3].map((shard) => ids.filter((id) => shardOf(id, FOUR) === shard));
    expect(kept.map(({ queued }) => queued)).toEqual(expected.map(({ length }) => length));
    expect(await assign("t7")).toMatchObject({ type: "task_queued", task: "t7" });
    await ask({ type: "cancel_task", task: "t8" });
    const status = await ask({ type: "get_status" });
    expect(status).toMatchObject({ type: "status", queued: 39, cancelled: 1, workers: 0 });
    expect(await ask({ type: "get_task", task: "t8" })).toMatchObject({ type: "task_cancelled" });
  });

  test("lists the dead letters of all shards, one shard after the other", async ({ scope }) => {
    const { client, ask, assign } = await openQueue(scope);
    await ask({ type: "register_worker", worker: scope.name("w1") });
    const ids = Array.from({ length: 12 }, (_value, index) => `t${index}`);
    const failed = client.collect({ type: "task_failed" });
    for (const id of ids) await assign(id, "nonsense");
    await failed.atLeast(12, PATIENT);
    const seen: string[] = [];
    for (let page: readonly string[] = [""]; page.length > 0; seen.push(...page)) {
      const after = seen.at(-1);
      const list = await ask({ type: "list_dead_letters", ...(after !== undefined && { after }) });
      page = list.type === "dead_letters" ? list.tasks.map(({ task }) => task) : [];
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
    const [first = ""] = seen;
    await ask({ type: "remove_worker", worker: scope.name("w1") });
    expect(await ask({ type: "retry_task", task: first })).toMatchObject({ type: "task_queued" });
  });

  test.for(["jobs", "jobs@", "jobs@0", "jobs@33", "jobs@100", "jobs@4/0", "@4"])(
    "is refused as %s",
    async (queue, { scope }) => {
      const client = await scope.connect<ClientFrame>(env.SESSION);
      const request = { id: 1, to: `queue:${queue}`, type: "get_status" };
      const error = await client.call(request, { type: "error", code: "unknown-address" });
      expect(error.message).toBe(
        `Could not find queue "${queue}": found no number of shards, expected "<name>@<shards>" with 1 to 32. Correct "to" and send it again.`,
      );
    },
  );

  test("refuses what no coordinator understands, and says when a shard is down", async ({
    scope,
  }) => {
    const { ask, shards } = await openQueue(scope);
    const error = { type: "error", to: "client:coordinator-proxy" };
    expect(await ask({ type: "launch" })).toMatchObject({ ...error, code: "unknown-type" });
    await shards[3]?.inside((_actor, { storage }) => storage.sql.exec("DROP TABLE totals"));
    const down = await ask({ type: "get_status" });
    expect(down).toMatchObject({ ...error, code: "backend-unavailable" });
  });

  test("of one shard is an ordinary coordinator", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const to = `queue:${scope.name("jobs@1")}`;
    const worker = scope.name("w1");
    await client.call(
      { id: 1, to, type: "register_worker", worker },
      { type: "worker_registered" },
    );
    const task = { id: "t1", job: "sum", input: [1, 2] };
    await client.call({ id: 2, to, type: "assign_task", task }, { type: "task_assigned", worker });
    await client.receive({ type: "task_completed", result: 3 });
  });
});

describe("a shard", () => {
  test("keeps the same ids in every release", () => {
    const ids = ["t1", "t2", "task-4", "task-8", "Zoë ☕", "a".repeat(128)];
    expect(ids.map((id) => shardOf(id, FOUR))).toMatchInlineSnapshot(`
      [
        2,
        2,
        0,
        1,
        1,
        3,
      ]
    `);
  });

  test.for([2, 4, 7, 32])("of %i gets its share, whatever the ids have in common", (shards) => {
    const queue = { name: "jobs", shards };
    for (const id of [(i: number) => `task-${i * shards}`, (i: number) => `${i}-of-alice`]) {
      const counts = Array.from({ length: shards }, () => 0);
      for (let index = 0; index < 1000 * shards; index += 1) {
        const shard = shardOf(id(index), queue);
        counts[shard] = (counts[shard] ?? 0) + 1;
      }
      expect(Math.min(...counts)).toBeGreaterThan(850);
      expect(Math.max(...counts)).toBeLessThan(1150);
    }
  });

  test("lends its workers until all tasks of all shards are done", async ({ scope }) => {
    const { client, ask, assign } = await openQueue(scope);
    for (const worker of ["w1", "w2", "w3"]) {
      await ask({ type: "register_worker", worker: scope.name(worker) });
    }
    const completed = client.collect({ type: "task_completed" });
    const ids = Array.from({ length: 30 }, (_value, index) => `t${index}`);
    for (const id of ids) await assign(id, "sum");
    const tasks = (await completed.atLeast(30, PATIENT)).map(({ task }) => task);
    expect(tasks.toSorted()).toEqual(ids.toSorted());
    await scope.eventually(async () => {
      const status = { queued: 0, active: 0, completed: 30, workers: 3 };
      expect(await ask({ type: "get_status" })).toMatchObject(status);
    }, PATIENT);
  });

  test("lends a worker that registers when the tasks wait already", async ({ scope }) => {
    const { client, ask, assign, task, worker } = await openLoan(scope);
    await assign(task, "sum");
    await ask({ type: "register_worker", worker });
    await client.receive({ type: "task_completed", task });
  });

  test("knows a worker that it lent, and gives it nothing else", async ({ scope }) => {
    const { ask, assign, lent, worker, task } = await openLoan(scope);
    await ask({ type: "register_worker", worker });
    await assign(task);
    await lent();
    const registered = { type: "worker_registered", worker, task: null };
    expect(await ask({ type: "register_worker", worker })).toMatchObject(registered);
    expect(await assign(worker)).toMatchObject({ type: "task_queued" });
    expect(await ask({ type: "get_status" })).toMatchObject({ active: 1, queued: 1, workers: 1 });
    await ask({ type: "cancel_task", task });
    await scope.eventually(async () => {
      expect(await ask({ type: "get_task", task: worker })).toMatchObject({ worker });
    });
  });

  test("calls a worker back that is removed, and its task waits again", async ({ scope }) => {
    const { ask, assign, lent, worker, task } = await openLoan(scope);
    await ask({ type: "register_worker", worker });
    await assign(task);
    await lent();
    await ask({ type: "remove_worker", worker });
    await scope.eventually(async () => {
      expect(await ask({ type: "get_task", task })).toMatchObject({ type: "task_queued" });
      expect(await ask({ type: "get_status" })).toMatchObject({ workers: 0 });
    });
  });
});
