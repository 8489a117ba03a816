import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type ActorHandle, expect, test } from "footlights/harness";
import type { CoordinatorActor } from "../../reference-actors/coordinator-worker/coordinator-actor.ts";
import type { ClientFrame } from "../../reference-actors/reply.ts";
import { asked, manual, open, passTime } from "./open-lifecycle.ts";

describe("priority", () => {
  test("goes before order of arrival", async ({ scope }) => {
    const { ask } = await open(scope);
    for (const [task, priority] of [
      ["a", 0],
      ["b", 9],
      ["c", 5],
      ["d", 9],
    ] as const) {
      await ask({ type: "assign_task", task: manual(task, { priority }) });
    }
    const order: unknown[] = [];
    for (const worker of ["w1", "w2", "w3", "w4"]) {
      order.push(await ask({ type: "register_worker", worker: scope.name(worker) }));
    }
    expect(order).toMatchObject([{ task: "b" }, { task: "d" }, { task: "c" }, { task: "a" }]);
  });
});

describe("delay", () => {
  test("keeps a task from a free worker until it is due", async ({ scope }) => {
    const { ask, coordinator } = await open(scope, [scope.id]);
    const before = Date.now();
    const task = manual("t1", { delayMs: 60_000 });
    const waiting = await ask({ type: "assign_task", task });
    expect(waiting).toMatchObject({ type: "task_waiting", task: "t1" });
    expect("due" in waiting && waiting.due - before >= 60_000).toBe(true);
    expect(await ask({ type: "get_status" })).toMatchObject({ waiting: 1, active: 0 });
    await passTime(coordinator, "due");
    const assigned = { type: "task_assigned", worker: scope.id };
    expect(await ask({ type: "get_task", task: "t1" })).toMatchObject(assigned);
  });

  test("has the alarm come when the first task is due, and again for the next", async ({
    scope,
  }) => {
    const { ask, coordinator } = await open(scope);
    const alarm = () => coordinator.inside((_actor, { storage }) => storage.getAlarm());
    const due = async (id: string, delayMs: number) => {
      const reply = await ask({ type: "assign_task", task: manual(id, { delayMs }) });
      return "due" in reply ? reply.due : undefined;
    };
    const late = await due("late", 90_000);
    expect(await alarm()).toBe(late);
    const early = await due("early", 30_000);
    expect(await alarm()).toBe(early);
    await due("later", 99_000);
    expect(await alarm()).toBe(early);
    await coordinator.inside((_actor, { storage }) =>
      storage.sql.exec("UPDATE tasks SET due = 1 WHERE id = 'early'"),
    );
    await coordinator.fireAlarm();
    expect(await alarm()).toBe(late);
    expect(await ask({ type: "get_task", task: "early" })).toMatchObject({ type: "task_queued" });
  });
});

describe("failure", () => {
  test("is tried again after a while, and is a dead letter when it fails for good", async ({
    scope,
  }) => {
    const { client, ask, coordinator } = await open(scope, [scope.id]);
    const task = { id: "t1", job: "sum", input: "no list", attempts: 3 };
    await ask({ type: "assign_task", task });
    for (const failures of [1, 2]) {
      await scope.eventually(async () => {
        expect(await ask({ type: "get_task", task: "t1" })).toMatchObject({ type: "task_waiting" });
      });
      expect(failures).toBe(await failuresOf(coordinator, "t1"));
      await passTime(coordinator, "due");
    }
    const failed = await client.receive({ type: "task_failed", task: "t1" });
    expect(failed.reason).toContain("expected a list of numbers");
    const letters = { type: "dead_letters", tasks: [{ task: "t1", reason: failed.reason }] };
    expect(await ask({ type: "list_dead_letters" })).toMatchObject(letters);
    expect(await ask({ type: "get_status" })).toMatchObject({ failed: 1, waiting: 0, active: 0 });
  });

  test("is told again to a client that resumes when a dead letter fails again", async ({
    scope,
  }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION, { path: "/?after=0" });
    const to = `coordinator:${scope.id}`;
    await client.call({ id: 1, to, type: "register_worker", worker: scope.id });
    const task = { id: "t1", job: "sum", input: "no list" };
    await client.call({ id: 2, to, type: "assign_task", task });
    const first = await client.receive({ type: "task_failed" });
    await client.call({ id: 3, to, type: "retry_task", task: "t1" }, { type: "task_assigned" });
    const second = await client.receive({ type: "task_failed" });
    expect(second.assignment).toBeGreaterThan(first.assignment);
    await client.call({ id: 4, to, type: "get_status" }, { type: "status", failed: 1 });
  });

  test("lists dead letters a hundred at a time", async ({ scope }) => {
    const { ask, coordinator } = await open(scope);
    await coordinator.inside((_actor, { storage }) =>
      storage.sql.exec(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 150)
         INSERT INTO tasks (id, submission, progress, status, priority)
         SELECT 't' || i, '{}', '{"state":{"reason":"no"}}', 'failed', 0 FROM n`,
      ),
    );
    const first = await ask({ type: "list_dead_letters" });
    const second = await ask({ type: "list_dead_letters", after: "t100" });
    expect("tasks" in first && first.tasks.map(({ task }) => task).at(-1)).toBe("t100");
    expect("tasks" in second && second.tasks.map(({ task }) => task)).toHaveLength(50);
  });
});

describe("cancelling", () => {
  test("takes a queued task out of the queue and tells its submitter", async ({ scope }) => {
    const { client, ask } = await open(scope);
    await ask({ type: "assign_task", task: manual("t1") });
    expect(await ask({ type: "cancel_task", task: "t1" })).toMatchObject({
      type: "task_cancelled",
    });
    await client.receive({ type: "task_cancelled", task: "t1", replyTo: 1 });
    expect(await ask({ type: "get_status" })).toMatchObject({ queued: 0, cancelled: 1 });
    const registered = await ask({ type: "register_worker", worker: scope.id });
    expect(registered).toMatchObject({ task: null });
  });

  test("takes an active task from its worker, which goes on with the next", async ({ scope }) => {
    const { ask } = await open(scope, [scope.id]);
    const worker = scope.actor(env.WORKER);
    for (const id of ["t1", "t2"]) await ask({ type: "assign_task", task: manual(id) });
    const has = (task: string | null) =>
      scope.eventually(async () => {
        const state = await worker.rpc.receive(asked, { type: "get_state" });
        expect(state).toMatchObject({ task });
      });
    await has("t1");
    await ask({ type: "cancel_task", task: "t1" });
    await has("t2");
    await ask({ type: "cancel_task", task: "t2" });
    await has(null);
    expect(await ask({ type: "get_status" })).toMatchObject({ active: 0, cancelled: 2 });
  });

  test("ignores what a worker says of the task later", async ({ scope }) => {
    const { ask, coordinator } = await open(scope, [scope.id]);
    await ask({ type: "assign_task", task: manual("t1") });
    await ask({ type: "cancel_task", task: "t1" });
    const worker = { kind: "worker", name: scope.id } as const;
    const report = { type: "task_completed", task: "t1", result: 1, assignment: 1 };
    const ignored = { type: "report_ignored", task: "t1" };
    expect(await coordinator.rpc.receive(worker, report)).toEqual(ignored);
    expect(await ask({ type: "get_task", task: "t1" })).toMatchObject({ type: "task_cancelled" });
  });
});

async function failuresOf(coordinator: ActorHandle<CoordinatorActor>, task: string) {
  const query = "SELECT progress ->> '$.failures' AS failures FROM tasks WHERE id = ?";
  const { failures } = await coordinator.inside((_actor, { storage }) =>
    storage.sql.exec<{ failures: number }>(query, task).one(),
  );
  return failures;
}

/** Lets a task have settled so long ago, and runs the alarm. */
async function age(coordinator: ActorHandle<CoordinatorActor>, task: string, ms: number) {
  await coordinator.inside((_actor, { storage }) =>
    storage.sql.exec("UPDATE tasks SET settled = ? WHERE id = ?", Date.now() - ms, task),
  );
  await coordinator.fireAlarm();
}

describe("a settled task", () => {
  const week = 7 * 24 * 60 * 60 * 1000;

  test("is kept for a week, and then its id may be used again", async ({ scope }) => {
    const { client, ask, coordinator } = await open(scope, [scope.id]);
    const task = { id: "t1", job: "sum", input: [1] };
    await ask({ type: "assign_task", task });
    await client.receive({ type: "task_completed", task: "t1" });
    await scope.settle();
    await coordinator.fireAlarm();
    const alarm = await coordinator.inside((_actor, { storage }) => storage.getAlarm());
    expect((alarm ?? 0) - Date.now()).toBeGreaterThan(week - 60_000);
    await age(coordinator, "t1", week - 60_000);
    expect(await ask({ type: "assign_task", task })).toMatchObject({ type: "task_completed" });
    await age(coordinator, "t1", week + 1);
    expect(await ask({ type: "get_task", task: "t1" })).toMatchObject({ code: "unknown-task" });
    expect(await ask({ type: "get_status" })).toMatchObject({ completed: 1 });
    expect(await ask({ type: "assign_task", task })).toMatchObject({ type: "task_assigned" });
  });

  test("is kept until its submitter was told, and is not settled once it is tried again", async ({
    scope,
  }) => {
    const { client, ask, coordinator } = await open(scope, [scope.id]);
    await ask({ type: "assign_task", task: { id: "t1", job: "nonsense", input: 1 } });
    await client.receive({ type: "task_failed", task: "t1" });
    await scope.settle();
    await coordinator.inside((_actor, { storage }) =>
      storage.sql.exec("UPDATE tasks SET tries = 1"),
    );
    await age(coordinator, "t1", 2 * week);
    const stored = () =>
      coordinator.inside((_actor, { storage: { sql } }) => {
        const rows = sql.exec("SELECT id, settled IS NULL AS isOpen FROM tasks").toArray();
        sql.exec("UPDATE tasks SET settled = unixepoch() * 1000 WHERE settled IS NOT NULL");
        return rows;
      });
    expect(await stored()).toEqual([{ id: "t1", isOpen: 0 }]);
    await ask({ type: "remove_worker", worker: scope.id });
    expect(await ask({ type: "retry_task", task: "t1" })).toMatchObject({ type: "task_queued" });
    expect(await stored()).toEqual([{ id: "t1", isOpen: 1 }]);
  });
});
