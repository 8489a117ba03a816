import { askQueue } from "../coordinator-worker/ask-queue.ts";
import type { Body } from "../fields.ts";
import type { Address } from "../protocol.ts";
import type { CoordinatorReply, ErrorReply, WorkerReply } from "../reply.ts";

/** Whom a client may speak to. */
export type Backend = Address<"coordinator" | "worker" | "queue">;

/** What a client says, and the session that says it in its name. */
interface Said {
  readonly from: Address<"session">;
  readonly body: Body;
}

/** Hands a message to the actor it is for, and gives its answer. Rejects while that is dead. */
export function askBackend(
  { COORDINATOR, WORKER }: Cloudflare.Env,
  { kind, name }: Backend,
  { from, body }: Said,
): Promise<CoordinatorReply | WorkerReply | ErrorReply> {
  switch (kind) {
    case "coordinator":
      return COORDINATOR.getByName(name).receive(from, body);
    case "worker":
      return WORKER.getByName(name).receive(from, body);
    case "queue":
      return askQueue(COORDINATOR, { from, queue: name, input: body });
  }
}
