import type { OperationKind } from "./interception.ts";

/** Rows of a database that an operation, or several, cost. */
export interface Rows {
  /** For SQL as the runtime counts them, one for each key that was got or listed. */
  readonly read: number;
  /** For SQL as the runtime counts them, rows of indexes included; one for each key put or deleted and each alarm set. */
  readonly written: number;
}

/**
 * An operation of an actor that was recorded. It can be given to `inject` of the same actor in another scope, where
 * it stands for the operation that has the same place among those of its kind and name.
 */
export interface RecordedOperation {
  /** What is done: `storage`, `call`, `fetch`, `entry`, `reply`, `send` or `receive`. */
  readonly kind: OperationKind;
  /** The method of storage (`get`, `sql exec`), of a call, reply or entry; the URL of a `fetch`; `send`, `message`. */
  readonly name: string;
  /** The key, the SQL text, the callee, the frame, or what an entry was given, on one line; empty where there is none. */
  readonly detail: string;
  /** Its place among the operations of that kind and name, from 1, since the recording began. */
  readonly nth: number;
  /** Whether the actor gets the result at once, as from `sql.exec`: then it cannot come late. */
  readonly isSynchronous: boolean;
  /** What it cost, for storage; as far as its rows have been read by now. */
  readonly rows: Rows;
}
