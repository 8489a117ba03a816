import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type ActorHandle, type Scope, expect, test } from "footlights/harness";
import { startActor } from "../../reference-actors/actor-system/actor.ts";
import type { Behavior } from "../../reference-actors/actor-system/behavior.ts";
import { runTurn } from "../../reference-actors/actor-system/turn.ts";
import type { CoordinatorActor } from "../../reference-actors/coordinator-worker/coordinator-actor.ts";
import { answer } from "../../reference-actors/coordinator-worker/step.ts";
import { TaskStore } from "../../reference-actors/coordinator-worker/task-store.ts";
import type { ClientFrame } from "../../reference-actors/reply.ts";

// Coverage counts how often a loop's body ran, and not how often in one go: here each goes round twice.

const asked = { kind: "session", name: "test" } as const;
const manual = (id: string, delayMs = 0) => ({ id, job: "manual", input: null, delayMs });

/** Makes a change to the database, as time would, and runs the alarm. */
async function passTime(coordinator: ActorHandle<CoordinatorActor>, change: string): Promise<void> {
  await coordinator.inside((_actor, { storage }) => storage.sql.exec(change));
  await coordinator.fireAlarm();
}

async function openTwo(scope: Scope, tasks: readonly object[]) {
  const coordinator = scope.actor(env.COORDINATOR);
  const ask = (message: object) => coordinator.rpc.receive(asked, message);
  for (const worker of ["w1", "w2"]) {
    await ask({ type: "register_worker", worker: scope.name(worker) });
  }
  for (const task of tasks) await ask({ type: "assign_task", id: 1, task });
  await scope.settle();
  return { coordinator, ask };
}

describe("an alarm", () => {
  test("tells two workers again that were told in vain", async ({ scope }) => {
    const { coordinator } = await openTwo(scope, [manual("t1"), manual("t2")]);
    await passTime(coordinator, "UPDATE tasks SET tries = 1");
    await scope.settle();
    const untold = await coordinator.inside((_actor, { storage: { sql } }) =>
      sql.exec("SELECT id FROM tasks WHERE tries IS NOT NULL").toArray(),
    );
    expect(untold).toEqual([]);
  });

  test("gives up two workers at once", async ({ scope }) => {
    const { coordinator, ask } = await openTwo(scope, [manual("t1"), manual("t2")]);
    await passTime(coordinator, "UPDATE workers SET seen = 1");
    expect(await ask({ type: "get_status" })).toMatchObject({ queued: 2, active: 0, workers: 0 });
  });

  test("begins two tasks at once", async ({ scope }) => {
    const { coordinator, ask } = await openTwo(scope, [manual("t1", 5000), manual("t2", 5000)]);
    await passTime(coordinator, "UPDATE tasks SET due = 1");
    expect(await ask({ type: "get_status" })).toMatchObject({ waiting: 0, active: 2 });
  });

  test("asks after two workers that it lent", async ({ scope }) => {
    const home = scope.actor(env.COORDINATOR, "jobs@2/0");
    const register = { type: "register_worker", worker: scope.name("w1") };
    await home.rpc.receive(asked, register);
    const shard = scope.name("jobs@2/1");
    await home.inside((actor, { storage }) => {
      storage.sql.exec(`INSERT INTO loans VALUES ('lost-1', '${shard}'), ('lost-2', '${shard}')`);
      actor.alarm();
    });
    await scope.eventually(async () => {
      expect(await home.rpc.totals()).toMatchObject({ workers: 3 });
    });
  });
});

test("a store keeps all workers that a step changes, or none of them", async ({ scope }) => {
  const seen = 1;
  const kept = await scope.actor(env.COORDINATOR).inside((_actor, { storage }) => {
    const store = new TaskStore(storage, scope.id);
    const step = answer({ type: "work_noted" });
    const workers = ["w1", "w2"].map((id) => ({ id, task: null, seen }));
    store.write({ ...step, workers });
    const broken = { id: "w3", task: null, seen: Number.NaN };
    expect(() => store.write({ ...step, workers: [{ ...broken, seen }, broken] })).toThrow(/NULL/);
    return [store.someWorkers(10), store.totals().workers] as const;
  });
  expect(kept).toEqual([["w1", "w2"].map((id) => ({ id, task: null, seen })), 2]);
});

test("a queue of many shards finds no dead letters in any", async ({ scope }) => {
  const client = await scope.connect<ClientFrame>(env.SESSION);
  const to = `queue:${scope.name("jobs@4")}`;
  await client.call({ id: 1, to, type: "list_dead_letters" }, { type: "dead_letters", tasks: [] });
});

test("who watches is told beside others who watch", async ({ scope }) => {
  const to = `coordinator:${scope.id}`;
  const clients = [
    await scope.connect<ClientFrame>(scope.actor(env.SESSION, "a")),
    await scope.connect<ClientFrame>(scope.actor(env.SESSION, "b")),
  ];
  for (const client of clients) await client.call({ id: 1, to, type: "watch_queue" });
  await scope.actor(env.COORDINATOR).rpc.receive(asked, { type: "register_worker", worker: "w1" });
  for (const client of clients) await client.receive({ type: "queue_changed", replyTo: 1 });
});

test("an actor performs all that an actor wants done at its end", () => {
  const talkative: Behavior = {
    kind: "talkative",
    version: 1,
    supervision: "escalate",
    start: () => null,
    receive: (state) => ({ state, effects: [{ do: "stop", name: null }] }),
    wake: (state) => state,
    end: () => [
      { do: "publish", topic: "ended", message: 1 },
      { do: "publish", topic: "ended", message: 2 },
    ],
    restore: (state) => state,
  };
  const actor = startActor("root", talkative, null);
  const world = {
    now: 0,
    actor: () => actor,
    below: () => [],
    behavior: () => talkative,
  };
  const sender = { path: null, correlation: null };
  const { published } = runTurn(world, { to: "root", sender, message: "end" });
  expect(published.map(({ message }) => message)).toEqual([1, 2]);
});
