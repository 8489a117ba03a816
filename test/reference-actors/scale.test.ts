import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type Rows, type Scope, expect, test } from "footlights/harness";
import { answer } from "../../reference-actors/coordinator-worker/step.ts";
import { TaskStore } from "../../reference-actors/coordinator-worker/task-store.ts";
import type { Task } from "../../reference-actors/coordinator-worker/task.ts";
import { type Coordinator, asked, fill, order } from "./filled-queue.ts";

/** Counts the rows that a coordinator reads and writes for what `send` sends, until everybody is told of it. */
async function countRows(
  coordinator: Coordinator,
  scope: Scope,
  send: () => Promise<unknown>,
): Promise<Rows> {
  using recording = coordinator.record();
  await send();
  await scope.settle();
  const statements = recording.operations.filter(({ name }) => name === "sql exec");
  const sum = (side: keyof Rows): number =>
    statements.reduce((total, { rows }) => total + rows[side], 0);
  return { read: sum("read"), written: sum("written") };
}

const sizes = [
  { tasks: 10, workers: 10 },
  { tasks: 100_000, workers: 10_000 },
] as const;

// Filling a database takes its time on a busy machine; no test here depends on how long.
describe("with 100,000 queued tasks and 10,000 workers", { timeout: 60_000 }, () => {
  test("a message costs as many rows as with ten of each", async ({ scope }) => {
    const costs: Record<string, Rows>[] = [];
    for (const { tasks, workers } of sizes) {
      const coordinator = scope.actor(env.COORDINATOR, `busy-${tasks}`);
      const worker = { kind: "worker", name: scope.name(`busy-${workers}`) } as const;
      await fill(coordinator, { tasks, workers, task: "'old-' || i" });
      const cost: Record<string, Rows> = {};
      const messages = [
        ["enqueue", asked, { type: "assign_task", id: 1, task: order("new") }],
        ["register", asked, { type: "register_worker", worker: worker.name }],
        [
          "complete",
          worker,
          { type: "task_completed", task: "queued-1", result: 1, assignment: 1 },
        ],
        ["remove", asked, { type: "remove_worker", worker: worker.name }],
        ["status", asked, { type: "get_status" }],
      ] as const;
      for (const [name, from, message] of messages) {
        cost[name] = await countRows(coordinator, scope, () =>
          coordinator.rpc.receive(from, message),
        );
      }
      costs.push(cost);
    }
    expect(costs[1]).toEqual(costs[0]);
    // Rows are what a deployment pays for: this says what a change of the schema would cost.
    expect(Object.values(costs[1] ?? {}).map(({ written }) => written)).toEqual([4, 7, 11, 5, 0]);
  });

  test("a free worker is found as fast among 10,000 as among ten", async ({ scope }) => {
    const costs: Rows[] = [];
    for (const { workers } of sizes) {
      const coordinator = scope.actor(env.COORDINATOR, `idle-${workers}`);
      await fill(coordinator, { tasks: 0, workers, task: "NULL" });
      const assign = { type: "assign_task", id: 1, task: order("new") };
      costs.push(await countRows(coordinator, scope, () => coordinator.rpc.receive(asked, assign)));
    }
    expect(costs[1]).toEqual(costs[0]);
  });

  test("tells all that nobody was told, a hundred at a time", async ({ scope }) => {
    const told = await scope.actor(env.COORDINATOR).inside((_actor, { storage }) => {
      const store = new TaskStore(storage, "main");
      const tasks = Array.from({ length: 250 }, (_value, index): Task => {
        const state = { status: "active", worker: `w${index}`, assignment: index } as const;
        return { order: order(`t${index}`), submitter: "test", replyTo: 1, failures: 0, state };
      });
      store.write({ ...answer({ type: "report_ignored", task: "" }), tasks });
      return [1, 2, 3].map(() => store.takeUntold(100).map((task) => task.order.id));
    });
    expect(told.map((ids) => ids.length)).toEqual([100, 100, 100]);
    expect(new Set(told.flat()).size).toBe(250);
  });
});
