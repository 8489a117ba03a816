import { ProtocolError, answerOrError } from "../protocol-error.ts";
import type { Address, CoordinatorRequest, Totals } from "../protocol.ts";
import type { CoordinatorReply, DeadLetter, ErrorReply } from "../reply.ts";
import type { CoordinatorActor } from "./coordinator-actor.ts";
import { parseCoordinatorRequest } from "./coordinator-message.ts";
import { MOST_SHARDS, type Queue, parseQueue, shardName, shardOf } from "./shard.ts";

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
    if (request.type === "get_status") return sumTotals(queue, shard);
    if (request.type === "watch_queue") throw notWatched(name);
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

async function sumTotals(queue: Queue, shard: Shard): Promise<Reply> {
  const indexes = Array.from({ length: queue.shards }, (_value, index) => index);
  const all: Totals[] = await Promise.all(indexes.map((index) => shard(index).totals()));
  const sum = (field: keyof Totals): number => all.reduce((total, each) => total + each[field], 0);
  return {
    type: "status",
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

function notWatched(name: string): ProtocolError {
  return new ProtocolError(
    "unknown-type",
    `Could not watch queue "${name}": found several coordinators, expected one. Watch "coordinator:${name}/0" and its siblings, or ask for get_status.`,
  );
}
