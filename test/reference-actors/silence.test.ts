import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import { asked, manual, open, passTime } from "./open-lifecycle.ts";

describe("silence", () => {
  test("of a worker gives its task to another", async ({ scope }) => {
    const { ask, coordinator } = await open(scope, [scope.name("a"), scope.name("b")]);
    await ask({ type: "assign_task", task: manual("t1") });
    await passTime(coordinator, "seen");
    const assigned = { type: "task_assigned", worker: scope.name("b") };
    expect(await ask({ type: "get_task", task: "t1" })).toMatchObject(assigned);
    expect(await ask({ type: "get_status" })).toMatchObject({ workers: 1, active: 1 });
  });

  test("is broken by a worker's alarm while it has a task", async ({ scope }) => {
    const { ask, coordinator } = await open(scope, [scope.id]);
    const worker = scope.actor(env.WORKER);
    await ask({ type: "assign_task", task: manual("t1") });
    await scope.eventually(() => worker.fireAlarm());
    await coordinator.inside((_actor, { storage }) =>
      storage.sql.exec("UPDATE workers SET seen = 1"),
    );
    await worker.fireAlarm();
    await scope.eventually(async () => {
      const [row] = await coordinator.inside((_actor, { storage }) =>
        storage.sql.exec<{ seen: number }>("SELECT seen FROM workers").toArray(),
      );
      expect(row?.seen).toBeGreaterThan(1);
    });
    await coordinator.fireAlarm();
    expect(await ask({ type: "get_task", task: "t1" })).toMatchObject({ type: "task_assigned" });
  });

  test("is not put off by progress: a worker that tells of it is still heard of in time", async ({
    scope,
  }) => {
    const { ask } = await open(scope, [scope.id]);
    const worker = scope.actor(env.WORKER);
    await ask({ type: "assign_task", task: manual("t1") });
    const state = () => worker.rpc.receive(asked, { type: "get_state" });
    await scope.eventually(async () => expect(await state()).toMatchObject({ task: "t1" }));
    const beat = await worker.inside(async (_actor, { storage }) => {
      await storage.setAlarm(Date.now() + 10_000);
      return storage.getAlarm();
    });
    await worker.rpc.receive(asked, { type: "report_progress", task: "t1", progress: 0.5 });
    expect(await state()).toMatchObject({ progress: 0.5 });
    expect(await worker.inside((_actor, { storage }) => storage.getAlarm())).toBe(beat);
  });

  test("is how a worker learns that its task was given away", async ({ scope }) => {
    const { ask, coordinator } = await open(scope, [scope.id]);
    const worker = scope.actor(env.WORKER);
    await ask({ type: "assign_task", task: manual("t1") });
    const state = () => worker.rpc.receive(asked, { type: "get_state" });
    await scope.eventually(async () => expect(await state()).toMatchObject({ task: "t1" }));
    await passTime(coordinator, "seen");
    await worker.fireAlarm();
    await scope.eventually(async () => expect(await state()).toMatchObject({ status: "idle" }));
    expect(await ask({ type: "get_task", task: "t1" })).toMatchObject({ type: "task_queued" });
  });
});
