import { ProtocolError, answerOrError } from "../protocol-error.ts";
import type { Address, CoordinatorRequest, QueueOverview, Totals } from "../protocol.ts";
import type { CoordinatorReply, DeadLetter, ErrorReply } from "../reply.ts";
import type { CoordinatorActor } from "./coordinator-actor.ts";
import { parseCoordinatorRequest } from "./coordinator-message.ts";
import { PAGE } from "./decide.ts";
import { MOST_SHARDS, type Queue, parseQueue, shardName, shardOf } from "./shard.ts";
import type { Watcher } from "./step.ts";

type Reply = CoordinatorReply | ErrorReply;

/** What is asked of a sharded queue, and by whom. */
export interface QueueRequest {
  readonly from: Address<"session">;
  readonly queue: string;
  readonly input: unknown;
}

/** Gives the coordinator of a shard. */
type Shard = (index: number) => DurableObjectStub<CoordinatorActor>;

/**
 * Asks the coordinators of a sharded queue as if they were one: what concerns a task goes to the one that keeps it,
 * what concerns a worker to the one it belongs to, and the rest is asked of all.
 * Rejects while one of those that it needs is dead.
 */
export async function askQueue(
  coordinators: Cloudflare.Env["COORDINATOR"],
  { from, queue: name, input }: QueueRequest,
): Promise<Reply> {
  return answerOrError((): Reply | Promise<Reply> => {
    const queue = requireQueue(name);
    const request = parseCoordinatorRequest(input);
    const shard: Shard = (index) => coordinators.getByName(shardName(queue, index));
    if (request.type === "get_status") return askStatus(queue, shard);
    if (request.type === "watch_queue") {
      return watchShards(queue, { session: from.name, replyTo: request.id }, shard);
    }
    if (request.type === "list_dead_letters") return nextPage(queue, request.after, shard);
    return shard(shardOf(keyOf(request), queue)).receive(from, input);
  });
}

type KeyedRequest = Exclude<
  CoordinatorRequest,
  { type: "get_status" | "list_dead_letters" | "watch_queue" }
>;

/** What decides which shard a request is for: the task, or the worker. */
function keyOf(request: KeyedRequest): string {
  switch (request.type) {
    case "assign_task":
      return request.task.id;
    case "cancel_task":
    case "retry_task":
    case "get_task":
      return request.task;
    case "register_worker":
    case "remove_worker":
      return request.worker;
  }
}

async function askStatus(queue: Queue, shard: Shard): Promise<Reply> {
  const all: Totals[] = await Promise.all(indexesOf(queue).map((index) => shard(index).totals()));
  return { type: "status", ...sumTotals(all) };
}

/** Has each shard tell a session of its changes, and says how they stand together: an equal part of the page from each. */
async function watchShards(queue: Queue, watcher: Watcher, shard: Shard): Promise<Reply> {
  const limit = Math.ceil(PAGE / queue.shards);
  const all: QueueOverview[] = await Promise.all(
    indexesOf(queue).map((index) => shard(index).watch(watcher, limit)),
  );
  return {
    type: "overview",
    shards: all.map(({ totals }, index) => ({ coordinator: shardName(queue, index), totals })),
    totals: sumTotals(all.map(({ totals }) => totals)),
    tasks: all.flatMap(({ tasks }) => tasks),
    workers: all.flatMap(({ workers }) => workers),
  };
}

function indexesOf({ shards }: Queue): number[] {
  return Array.from({ length: shards }, (_value, index) => index);
}

function sumTotals(all: readonly Totals[]): Totals {
  const sum = (field: keyof Totals): number => all.reduce((total, each) => total + each[field], 0);
  return {
    queued: sum("queued"),
    waiting: sum("waiting"),
    active: sum("active"),
    completed: sum("completed"),
    failed: sum("failed"),
    cancelled: sum("cancelled"),
    workers: sum("workers"),
  };
}

/** The next dead letters of one shard; empty only once there are none after the task named, in any. */
async function nextPage(queue: Queue, after: string | null, shard: Shard): Promise<Reply> {
  let index = after === null ? 0 : shardOf(after, queue);
  let page: DeadLetter[] = await shard(index).deadLetters(after);
  while (page.length === 0 && index + 1 < queue.shards) {
    index += 1;
    page = await shard(index).deadLetters(null);
  }
  return { type: "dead_letters", tasks: page };
}

function requireQueue(name: string): Queue {
  const queue = parseQueue(name);
  if (queue !== undefined) return queue;
  throw new ProtocolError(
    "unknown-address",
    `Could not find queue "${name}": found no number of shards, expected "<name>@<shards>" with 1 to ${MOST_SHARDS}. Correct "to" and send it again.`,
  );
}
