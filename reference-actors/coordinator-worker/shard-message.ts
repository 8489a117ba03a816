import { readBody, readName, readType, unknownType } from "../fields.ts";
import type { ShardMessage } from "../protocol.ts";

/** Reads what a coordinator tells another of the same queue. Throws ProtocolError. */
export function parseShardMessage(input: unknown): ShardMessage {
  const body = readBody(input);
  const type = readType(body);
  switch (type) {
    case "work_waiting":
      return { type };
    case "steal_task":
      return { type, worker: readName(body, "worker") };
    case "return_worker":
      return { type, worker: readName(body, "worker") };
    case "remove_worker":
      return { type, worker: readName(body, "worker") };
    default:
      throw unknownType(type, ["work_waiting", "steal_task", "return_worker", "remove_worker"]);
  }
}
