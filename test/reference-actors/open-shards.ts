import { env } from "cloudflare:workers";
import { type ActorHandle, type Scope, expect } from "footlights/harness";
import type { CoordinatorActor } from "../../reference-actors/coordinator-worker/coordinator-actor.ts";
import { shardOf } from "../../reference-actors/coordinator-worker/shard.ts";
import type { ClientFrame } from "../../reference-actors/reply.ts";

type Shard = ActorHandle<CoordinatorActor>;
/** Dozens of calls between actors, on a busy machine. */
export const PATIENT = { deadlineMs: 30_000 } as const;
export const FOUR = { name: "jobs", shards: 4 };

/** A queue of four shards and a client that asks it. */
export async function openQueue(scope: Scope) {
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
export function keeperOf(id: string, shards: readonly Shard[]): Shard {
  const shard = shards[shardOf(id, FOUR)];
  if (shard === undefined) throw new Error(`Could not find the shard of "${id}".`);
  return shard;
}

/** An id that another shard keeps than `other`. */
export function elsewhere(other: string): string {
  const id = ["e1", "e2", "e3", "e4", "e5", "e6"].find(
    (each) => shardOf(each, FOUR) !== shardOf(other, FOUR),
  );
  if (id === undefined) throw new Error(`Could not find an id away from "${other}".`);
  return id;
}

/** One worker, registered, and a task of another shard. */
export async function openLoan(scope: Scope) {
  const opened = await openQueue(scope);
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
