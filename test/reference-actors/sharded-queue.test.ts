import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type ActorHandle, type Scope, expect, test } from "footlights/harness";
import type { CoordinatorActor } from "../../reference-actors/coordinator-worker/coordinator-actor.ts";
import { takeBack } from "../../reference-actors/coordinator-worker/shard-steps.ts";
import { shardOf, siblingsOf } from "../../reference-actors/coordinator-worker/shard.ts";
import { answer } from "../../reference-actors/coordinator-worker/step.ts";
import type { ClientFrame } from "../../reference-actors/protocol.ts";

type Shard = ActorHandle<CoordinatorActor>;
/** Dozens of calls between actors, on a busy machine. */
const PATIENT = { deadlineMs: 30_000 } as const;
const FOUR = { name: "jobs", shards: 4 };

/** A queue of four shards and a client that asks it. */
async function open(scope: Scope) {
  const client = await scope.connect<ClientFrame>(env.SESSION);
  const queue = scope.name("jobs@4");
  let id = 0;
  const ask = (message: object): Promise<ClientFrame> =>
    client.call({ id: (id += 1), to: `queue:${queue}`, ...message });
  const shards = [0, 1, 2, 3].map((index) => scope.actor(env.COORDINATOR, `jobs@4/${index}`));
  const assign = (task: string, job = "manual"): Promise<ClientFrame> =>
    ask({ type: "assign_task", task: { id: task, job, input: [] } });
  return { client, ask, assign, shards };
}

/** The shard that keeps what has an id. */
function keeperOf(id: string, shards: readonly Shard[]): Shard {
  const shard = shards[shardOf(id, FOUR)];
  if (shard === undefined) throw new Error(`Could not find the shard of "${id}".`);
  return shard;
}

/** An id that another shard keeps than `other`. */
function elsewhere(other: string): string {
  const id = ["e1", "e2", "e3", "e4", "e5", "e6"].find(
    (each) => shardOf(each, FOUR) !== shardOf(other, FOUR),
  );
  if (id === undefined) throw new Error(`Could not find an id away from "${other}".`);
  return id;
}

/** One worker, registered, and a task of another shard. */
async function openLoan(scope: Scope) {
  const opened = await open(scope);
  const worker = scope.name("w1");
  const task = elsewhere(worker);
  const [home, keeper] = [keeperOf(worker, opened.shards), keeperOf(task, opened.shards)];
  const lent = (): Promise<void> =>
    scope.eventually(async () => {
      expect(await opened.ask({ type: "get_task", task })).toMatchObject({
        type: "task_assigned",
        worker,
      });
    });
  return { ...opened, worker, task, home, keeper, lent };
}

describe("a queue", () => {
  test("keeps each task in the shard that its id says, and sums up its shards", async ({
    scope,
  }) => {
    const { ask, assign, shards } = await open(scope);
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
    const { client, ask, assign } = await open(scope);
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
    const { ask, shards } = await open(scope);
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
    const { client, ask, assign } = await open(scope);
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

/** A message to a sibling, wherever it goes. */
const told = (type: string) => ({ call: "receive", given: [expect.anything(), { type }] }) as const;

describe("what happens to a message between shards", () => {
  test.for([
    ["lost", { error: "The message was lost." }],
    ["answered in vain", { loseReply: true }],
    ["delivered twice", { duplicate: true }],
  ] as const)("does no harm when that tasks wait is %s", async ([, effect], { scope }) => {
    const { ask, assign, lent, keeper, worker, task } = await openLoan(scope);
    await ask({ type: "register_worker", worker });
    keeper.inject({ ...told("work_waiting"), times: 3 }, effect);
    await assign(task);
    await scope.settle();
    await keeper.fireAlarm();
    await lent();
  });

  test.for([
    ["lost", { error: "The message was lost." }],
    ["answered in vain", { loseReply: true }],
    ["delivered twice", { duplicate: true }],
  ] as const)(
    "does no harm when a worker is lent and that is %s",
    async ([, effect], { scope }) => {
      const { client, ask, assign, home, worker, task } = await openLoan(scope);
      await ask({ type: "register_worker", worker });
      home.inject(told("steal_task"), effect);
      await assign(task, "sum");
      await scope.settle();
      await home.fireAlarm();
      await client.receive({ type: "task_completed", task });
      await scope.eventually(async () => {
        expect(await home.rpc.totals()).toMatchObject({ workers: 1 });
      });
    },
  );

  test.for([
    ["lost", { error: "The message was lost." }],
    ["answered in vain", { loseReply: true }],
    ["delivered twice", { duplicate: true }],
  ] as const)(
    "does no harm when a worker comes back and that is %s",
    async ([, effect], { scope }) => {
      const { client, ask, assign, home, keeper, worker, task } = await openLoan(scope);
      await ask({ type: "register_worker", worker });
      keeper.inject(told("return_worker"), effect);
      await assign(task, "sum");
      await client.receive({ type: "task_completed", task });
      await scope.settle();
      const alarm = await home.inside((_actor, { storage }) => storage.getAlarm());
      if (alarm !== null) await home.fireAlarm();
      await scope.eventually(async () => {
        expect(await home.rpc.totals()).toMatchObject({ workers: 1 });
      });
      await assign(worker, "sum");
      await client.receive({ type: "task_completed", task: worker });
    },
  );

  test("does no harm when a shard crashes: it asks for its worker again", async ({ scope }) => {
    const { client, ask, assign, lent, home, worker, task } = await openLoan(scope);
    await ask({ type: "register_worker", worker });
    await assign(task);
    await lent();
    await home.crash();
    await home.fireAlarm();
    expect(await ask({ type: "get_task", task })).toMatchObject({ worker });
    const hand = { to: `worker:${worker}`, type: "complete_task", task, result: 1 };
    await scope.eventually(async () => {
      expect(await client.call({ id: crypto.randomUUID(), ...hand })).toMatchObject({
        type: "task_finished",
      });
    });
    await scope.eventually(async () => {
      expect(await home.rpc.totals()).toMatchObject({ workers: 1 });
    });
  });

  test.for(["launch", "assign_task", "__proto__"])(
    "is an error where nobody understands it: %s",
    async (type, { scope }) => {
      const shard = scope.actor(env.COORDINATOR, "jobs@4/0");
      const from = { kind: "coordinator", name: scope.name("jobs@4/1") } as const;
      const reply = await shard.rpc.receive(from, { type });
      expect(reply).toMatchObject({ type: "error", code: "unknown-type" });
    },
  );
});

describe("a worker on loan", () => {
  const opening = { now: 1, assignment: 1, next: undefined, home: null };
  const loan = { worker: "w1", shard: "jobs@4/1" };

  test("is not taken back of a shard that does not have it", () => {
    const unchanged = answer({ type: "worker_returned", worker: "w1" });
    expect(takeBack(loan, undefined, opening)).toEqual(unchanged);
    expect(takeBack(loan, { ...loan, shard: "jobs@4/2" }, opening)).toEqual(unchanged);
  });

  test("is free again where it belongs", () => {
    const step = takeBack(loan, loan, opening);
    expect(step).toMatchObject({
      workers: [{ id: "w1", task: null }],
      loan: { worker: "w1", shard: null },
    });
  });

  test.for([
    ["main", []],
    ["jobs@2/0", ["jobs@2/1"]],
    ["jobs@3/1", ["jobs@3/2", "jobs@3/0"]],
    ["jobs@1/0", []],
    ["jobs@3/3", []],
    ["jobs@3/01", []],
    ["jobs@33/1", []],
    ["jobs@3", []],
  ] as const)("of %s may go to %j", ([name, siblings]) => {
    expect(siblingsOf(name)).toEqual(siblings);
  });
});
