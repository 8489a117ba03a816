import { env } from "cloudflare:workers";
import { type Scope, expect, test } from "footlights/harness";
import { type Coordinator, asked, fill, order } from "../filled-queue.ts";
import { type Cost, measure, printTable } from "./cost.ts";

/** Tasks that are enqueued, assigned and completed in one measurement. */
const TASKS = 50;
/**
 * How often that is done for every size, in turns, so that what else the machine does befalls all sizes alike. The best
 * of all counts, which no noise makes cheaper: while sizes seem to differ there are more rounds, up to the most.
 */
const ROUNDS = { least: 3, most: 10 } as const;
const FLAT = 1.5;
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

/** Lets workers go that would be heard of every half minute, and missed after two, while others are measured. */
async function dismiss(coordinator: Coordinator, round: string): Promise<void> {
  const from = { kind: "coordinator", name: coordinator.name ?? "" } as const;
  for (const { id, task } of await listAssigned(coordinator, round)) {
    await env.WORKER.getByName(id).receive(from, { type: "drop_task", task });
  }
  await coordinator.inside((_actor, { storage: { sql } }) =>
    sql.exec("UPDATE workers SET seen = ? WHERE task IS NOT NULL", Number.MAX_SAFE_INTEGER),
  );
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
  using recording = coordinator.record();
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

type Run = Awaited<ReturnType<typeof runTasks>>;

const PARTS = ["enqueue", "assign", "complete"] as const;

/** The least that each part of a task took, in milliseconds of CPU time for all tasks of a round. */
function bestOf(runs: readonly Run[]): readonly number[] {
  return PARTS.map((part) => Math.min(...runs.map((run) => run[part].cpuMs)));
}

/** What a task costs at the size where it costs most, for each such cost where it costs least. */
function ratioOf(all: readonly (readonly Run[])[]): number {
  const costs = all.map((runs) => bestOf(runs).reduce((sum, ms) => sum + ms, 0));
  return Math.max(...costs) / Math.min(...costs);
}

test("a queue costs the same whatever its size", async ({ scope }) => {
  // What runs first is compiled first.
  await runTasks(scope, scope.actor(env.COORDINATOR, "warm-up"), "warm-up");
  const queues: { readonly coordinator: Coordinator; readonly runs: Run[] }[] = [];
  for (const { tasks, workers } of SIZES) {
    const coordinator = scope.actor(env.COORDINATOR, `size-${tasks}-${workers}`);
    await fill(coordinator, { tasks, workers, task: "'old-' || i" });
    queues.push({ coordinator, runs: [] });
  }
  const ratio = (): number => ratioOf(queues.map(({ runs }) => runs));
  let rounds = 0;
  while (rounds < ROUNDS.least || (rounds < ROUNDS.most && ratio() > FLAT)) {
    rounds += 1;
    for (const [size, { coordinator, runs }] of queues.entries()) {
      runs.push(await runTasks(scope, coordinator, `s${size}-r${rounds}`));
    }
  }
  const rows = queues.map(({ runs }, index) => {
    const { tasks = 0, workers = 0 } = SIZES[index] ?? {};
    const best = bestOf(runs);
    return [
      `${tasks}, ${workers}`,
      ...best.map((ms) => Math.round((TASKS * 1000) / ms)),
      (best.reduce((sum, ms) => sum + ms, 0) / TASKS).toFixed(2),
      Math.min(...runs.map((run) => run.rows)).toFixed(1),
    ];
  });
  printTable(
    `Queue, per second of CPU time, best of ${rounds} in turns (costliest / cheapest size ${ratio().toFixed(2)}, wanted at most ${FLAT.toFixed(2)})`,
    [
      [
        "queued tasks, workers",
        ...PARTS.map((part) => `${part}/s`),
        "CPU ms a task",
        "rows a task",
      ],
      ...rows,
    ],
  );
  expect(ratio()).toBeLessThanOrEqual(FLAT);
  expect(new Set(rows.map((row) => row.at(-1))).size).toBe(1);
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
