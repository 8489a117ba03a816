import { env } from "cloudflare:workers";
import { type Scope, expect, test } from "footlights/harness";
import { askQueue } from "../../../reference-actors/coordinator-worker/ask-queue.ts";
import { asked, order } from "../filled-queue.ts";
import { measure, printTable } from "./cost.ts";

const TASKS = 400;
const WORKERS = 8;
const QUEUES = [
  ["one coordinator", 1],
  ["four shards", 4],
] as const;

/** A queue with its workers, and what has all its tasks done. */
async function openQueue(scope: Scope, name: string, shards: number) {
  const queue = scope.name(`${name}@${shards}`);
  const ask = (input: object) => askQueue(env.COORDINATOR, { from: asked, queue, input });
  for (let worker = 0; worker < WORKERS; worker += 1)
    await ask({ type: "register_worker", worker: scope.name(`${name}-${shards}-w${worker}`) });
  return async (): Promise<void> => {
    const ids = Array.from({ length: TASKS }, (_value, index) => `t${index}`);
    await Promise.all(
      ids.map((id) =>
        ask({ type: "assign_task", id: 1, task: { ...order(id), job: "sum", input: [1] } }),
      ),
    );
    await scope.eventually(
      async () => expect(await ask({ type: "get_status" })).toMatchObject({ completed: TASKS }),
      { deadlineMs: 120_000 },
    );
  };
}

test("four shards against one coordinator", async ({ scope }) => {
  const table: (string | number)[][] = [
    [`${TASKS} tasks, ${WORKERS} workers`, "tasks/s of CPU time", "tasks/s on the wall"],
  ];
  for (const [name, shards] of QUEUES) {
    const { cpuMs, wallMs } = await measure(await openQueue(scope, "timed", shards));
    const perSecond = (ms: number): number => Math.round((TASKS * 1000) / ms);
    table.push([name, perSecond(cpuMs), perSecond(wallMs)]);
  }
  printTable(
    "Sharded against single. Here all actors share one process, so four shards cannot be faster: the difference is what lending workers costs.",
    table,
  );
  expect(table).toHaveLength(3);
});

test("each of four shards has less than half as much to do", async ({ scope }) => {
  const table: (string | number)[][] = [
    [
      "for each task of the queue",
      "requests, busiest",
      "rows written, busiest",
      "rows, all together",
    ],
  ];
  const busiest: number[] = [];
  for (const [name, shards] of QUEUES) {
    const coordinators = Array.from({ length: shards }, (_value, index) =>
      scope.actor(env.COORDINATOR, `counted@${shards}/${index}`),
    );
    // What a test calls by a stub of its own is recorded only once the harness knows the instance.
    for (const coordinator of coordinators) await coordinator.rpc.totals();
    const recordings = coordinators.map((coordinator) => coordinator.record());
    await (
      await openQueue(scope, "counted", shards)
    )();
    await scope.settle();
    const requests = recordings.map(
      ({ operations }) => operations.filter(({ kind }) => kind === "entry").length,
    );
    const rows = recordings.map((recording) => recording.rows.written);
    const all = rows.reduce((sum, count) => sum + count, 0);
    const perTask = (count: number): string => (count / TASKS).toFixed(1);
    table.push([name, perTask(Math.max(...requests)), perTask(Math.max(...rows)), perTask(all)]);
    busiest.push(Math.max(...rows));
  }
  printTable("What a coordinator has to do, which is what more machines share", table);
  const [single = 0, sharded = 0] = busiest;
  expect(sharded).toBeLessThan(single / 2);
});
