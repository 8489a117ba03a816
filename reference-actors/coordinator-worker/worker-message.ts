import {
  readBody,
  readInteger,
  readJson,
  readName,
  readRequestId,
  readShare,
  readTaskOrder,
  readText,
  readType,
  unknownType,
} from "../fields.ts";
import type { WorkerOrder, WorkerRequest } from "../protocol.ts";

/** Reads what a client asks of a worker. Throws ProtocolError. */
export function parseWorkerRequest(input: unknown): WorkerRequest {
  const body = readBody(input);
  const type = readType(body);
  switch (type) {
    case "get_state":
      return { type };
    case "report_progress":
      return { type, task: readName(body, "task"), progress: readShare(body, "progress") };
    case "complete_task":
      return { type, task: readName(body, "task"), result: readJson(body, "result") };
    case "fail_task":
      return { type, task: readName(body, "task"), reason: readText(body, "reason") };
    default:
      throw unknownType(type, ["get_state", "report_progress", "complete_task", "fail_task"]);
  }
}

/** Reads what a coordinator tells a worker. Throws ProtocolError. */
export function parseWorkerOrder(input: unknown): WorkerOrder {
  const body = readBody(input);
  const type = readType(body);
  switch (type) {
    case "process_task":
      return {
        type,
        task: readTaskOrder(body),
        assignment: readInteger(body, "assignment"),
        submitter: readName(body, "submitter"),
        replyTo: readRequestId(body, "replyTo"),
      };
    case "drop_task":
      return { type, task: readName(body, "task") };
    default:
      throw unknownType(type, ["process_task", "drop_task"]);
  }
}
