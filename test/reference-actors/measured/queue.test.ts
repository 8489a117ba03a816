import { env } from "cloudflare:workers";
import { type Scope, expect, test } from "footlights/harness";
import { type Coordinator, asked, fill, order } from "../filled-queue.ts";
import { type Cost, measure, printTable } from "./cost.ts";

/** Tasks that are enqueued, assigned and completed in one measurement, and how often that is done. */
const TASKS = 50;
const ROUNDS = 2;
const SIZES = [
  { tasks: 1, workers: 10 },
  { tasks: 1000, workers: 10 },
  { tasks: 10_000, workers: 10 },
  { tasks: 100_000, workers: 10 },
  { tasks: 1000, workers: 1000 },
  { tasks: 1000, workers: 10_000 },
] as const;

const numbers = Array.from({ length: TASKS }, (_value, index) => index);

/** Does `send` for each of the tasks, one after the other, and waits until everybody is told. */
async function repeat(
  scope: Scope,
  coordinator: Coordinator,
  send: (index: number) => Promise<unknown>,
): Promise<Cost> {
  const untold = (): Promise<number> =>
    coordinator.inside(
      (_actor, { storage: { sql } }) =>
        sql.exec("SELECT id FROM tasks WHERE tries IS NOT NULL").toArray().length,
    );
  return measure(async () => {
    for (const index of numbers) await send(index);
    await scope.eventually(async () => expect(await untold()).toBe(0), { deadlineMs: 60_000 });
  });
}

interface Assigned extends Record<string, SqlStorageValue> {
  id: string;
  task: string;
  assignment: number;
}

/** What the workers of a round have to do. */
function listAssigned(coordinator: Coordinator, round: string): Promise<Assigned[]> {
  return coordinator.inside((_actor, { storage: { sql } }) =>
    sql
      .exec<Assigned>(
        `SELECT workers.id, task, progress ->> '$.state.assignment' AS assignment
         FROM workers JOIN tasks ON tasks.id = task WHERE workers.id LIKE ?`,
        `%${round}-w%`,
      )
      .toArray(),
  );
}

/** Lets workers go that would be heard of every half minute while others are measured. */
async function dismiss(coordinator: Coordinator, round: string): Promise<void> {
  const from = { kind: "coordinator", name: coordinator.name ?? "" } as const;
  for (const { id, task } of await listAssigned(coordinator, round)) {
    await env.WORKER.getByName(id).receive(from, { type: "drop_task", task });
  }
}

/** Enqueues, assigns and completes; the queue keeps its size, so that each completion begins the next task. */
async function runTasks(scope: Scope, coordinator: Coordinator, round: string) {
  const receive = (from: Parameters<typeof coordinator.rpc.receive>[0], message: object) =>
    coordinator.rpc.receive(from, message);
  const worker = (index: number) =>
    ({ kind: "worker", name: scope.name(`${round}-w${index}`) }) as const;
  for (const index of numbers)
    await receive(asked, {
      type: "assign_task",
      id: 1,
      task: { ...order(`${round}-spare-${index}`), priority: 1 },
    });
  const enqueue = await repeat(scope, coordinator, (index) =>
    receive(asked, {
      type: "assign_task",
      id: 1,
      task: { ...order(`${round}-${index}`), priority: 2 },
    }),
  );
  const assign = await repeat(scope, coordinator, (index) =>
    receive(asked, { type: "register_worker", worker: worker(index).name }),
  );
  const states = await listAssigned(coordinator, round);
  using recording = coordinator.record();
  const complete = await repeat(scope, coordinator, async (index) => {
    const { task, assignment } = states.find(({ id }) => id === worker(index).name) ?? {
      task: "",
      assignment: 0,
    };
    return receive(worker(index), { type: "task_completed", task, result: 1, assignment });
  });
  recording.stop();
  await dismiss(coordinator, round);
  return { enqueue, assign, complete, rows: recording.rows.written / TASKS };
}

test("a queue costs the same whatever its size", async ({ scope }) => {
  const table: (string | number)[][] = [
    [
      "queued tasks, workers",
      "enqueue/s",
      "assign/s",
      "complete/s",
      "CPU ms a task",
      "rows a completion",
    ],
  ];
  const costs: number[] = [];
  // What runs first is compiled first.
  await runTasks(scope, scope.actor(env.COORDINATOR, "warm-up"), "warm-up");
  for (const size of SIZES) {
    const name = `size-${size.tasks}-${size.workers}`;
    const coordinator = scope.actor(env.COORDINATOR, name);
    await fill(coordinator, { ...size, task: "'old-' || i" });
    const runs: Awaited<ReturnType<typeof runTasks>>[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      runs.push(await runTasks(scope, coordinator, `${name}-r${round}`));
    const best = (what: "enqueue" | "assign" | "complete") =>
      Math.min(...runs.map((run) => run[what].cpuMs));
    const perSecond = (what: "enqueue" | "assign" | "complete") =>
      Math.round((TASKS * 1000) / best(what));
    const cost = (best("enqueue") + best("assign") + best("complete")) / TASKS;
    costs.push(cost);
    table.push([
      `${size.tasks}, ${size.workers}`,
      perSecond("enqueue"),
      perSecond("assign"),
      perSecond("complete"),
      cost.toFixed(2),
      (runs[0]?.rows ?? 0).toFixed(1),
    ]);
  }
  const ratio = Math.max(...costs) / Math.min(...costs);
  printTable(
    `Queue, per second of CPU time, best of ${ROUNDS} (costliest / cheapest size ${ratio.toFixed(2)}, wanted at most 1.50)`,
    table,
  );
  expect(ratio).toBeLessThanOrEqual(1.5);
});

test("a coordinator of 100,000 tasks wakes at once", async ({ scope }) => {
  const coordinator = scope.actor(env.COORDINATOR, "cold");
  await fill(coordinator, { tasks: 100_000, workers: 10, task: "'old-' || i" });
  const wakes: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await coordinator.evict();
    wakes.push(
      (await measure(() => coordinator.rpc.receive(asked, { type: "get_status" }))).wallMs,
    );
  }
  const { wallMs: readMs } = await measure(() =>
    coordinator.inside(
      (_actor, { storage: { sql } }) =>
        sql.exec("SELECT submission, progress FROM tasks").toArray().length,
    ),
  );
  const wake = wakes.toSorted((a, b) => a - b)[2] ?? Number.NaN;
  printTable("Cold wake of a coordinator with 100,000 tasks, median of 5", [
    ["wake and answer", `${wake} ms`],
    ["read all its rows", `${readMs} ms`],
  ]);
  expect(wake).toBeLessThan(200);
});
