import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import { takeBack } from "../../reference-actors/coordinator-worker/shard-steps.ts";
import { siblingsOf } from "../../reference-actors/coordinator-worker/shard.ts";
import { answer } from "../../reference-actors/coordinator-worker/step.ts";
import { openLoan } from "./open-shards.ts";

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
