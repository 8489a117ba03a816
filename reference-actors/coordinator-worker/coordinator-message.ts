import {
  readBody,
  readInteger,
  readJson,
  readName,
  readOptionalName,
  readRequestId,
  readTaskOrder,
  readText,
  readType,
  unknownType,
} from "../fields.ts";
import type { CoordinatorRequest, WorkerReport } from "../protocol.ts";

/** Reads what a client asks of a coordinator. Throws ProtocolError. */
export function parseCoordinatorRequest(input: unknown): CoordinatorRequest {
  const body = readBody(input);
  const type = readType(body);
  switch (type) {
    case "register_worker":
      return { type, worker: readName(body, "worker") };
    case "remove_worker":
      return { type, worker: readName(body, "worker") };
    case "assign_task":
      return { type, id: readRequestId(body, "id"), task: readTaskOrder(body) };
    case "cancel_task":
      return { type, task: readName(body, "task") };
    case "retry_task":
      return { type, task: readName(body, "task") };
    case "get_task":
      return { type, task: readName(body, "task") };
    case "list_dead_letters":
      return { type, after: readOptionalName(body, "after") };
    case "get_status":
      return { type };
    case "watch_queue":
      return { type, id: readRequestId(body, "id") };
    default:
      throw unknownType(type, [
        "register_worker",
        "remove_worker",
        "assign_task",
        "cancel_task",
        "retry_task",
        "get_task",
        "list_dead_letters",
        "get_status",
        "watch_queue",
      ]);
  }
}

/** Reads what a worker tells its coordinator. Throws ProtocolError. */
export function parseWorkerReport(input: unknown): WorkerReport {
  const body = readBody(input);
  const type = readType(body);
  switch (type) {
    case "task_completed":
      return {
        type,
        task: readName(body, "task"),
        result: readJson(body, "result"),
        assignment: readInteger(body, "assignment"),
      };
    case "task_failed":
      return {
        type,
        task: readName(body, "task"),
        reason: readText(body, "reason"),
        assignment: readInteger(body, "assignment"),
      };
    case "heartbeat":
      return { type, task: readName(body, "task") };
    default:
      throw unknownType(type, ["task_completed", "task_failed", "heartbeat"]);
  }
}
