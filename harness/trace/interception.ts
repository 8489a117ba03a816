import type { ActorRecord } from "./record.ts";

/** What an actor is about to do, where something can be put in between. */
export type OperationKind =
  /** A storage operation: `get`, `put`, `sql`, `setAlarm`, … */
  | "storage"
  /** A request or method call to another actor; `detail` is the callee's label. */
  | "call"
  /** A request to the outside; `name` is the URL. */
  | "fetch"
  /** The end of an RPC method or `fetch`, before the caller hears of it; `name` is the entry. */
  | "reply"
  /** A frame to a client. */
  | "send"
  /** A frame from a client, before the actor's handler sees it. */
  | "receive";

/** One operation, not yet carried out. */
export interface Operation {
  readonly kind: OperationKind;
  readonly name: string;
  /** The key of a storage operation, the callee of a call, the data of a frame. */
  readonly detail: unknown;
  /** Whether `run` gives its result at once; then nothing in between can be awaited. */
  readonly isSynchronous: boolean;
  /** Carries it out; may be called more than once, or never. */
  run(): unknown;
  /** What the actor gets when the operation is left out. */
  readonly nothing?: unknown;
  /** The socket of a frame. */
  readonly socket?: WebSocket;
}

/** Describes a frame from a client that `run` is about to hand to the actor's handler. */
export function frameFrom(socket: unknown, data: unknown, run: () => unknown): Operation {
  const frame = {
    kind: "receive",
    name: "message",
    detail: data,
    isSynchronous: false,
    run,
  } as const;
  return socket instanceof WebSocket ? { ...frame, socket } : frame;
}

/** Puts itself between an actor and what it does. */
export interface Interceptor {
  /** Says whether this is an operation to change; asked once for each, in order. */
  claims(operation: Operation): boolean;
  /** Carries a claimed operation out in its own way. */
  perform(operation: Operation, record: ActorRecord): unknown;
}

/** Carries an operation out, by way of the first interceptor that claims it. */
export function perform(record: ActorRecord, operation: Operation): unknown {
  record.steps += 1;
  for (const interceptor of record.interceptors) {
    if (interceptor.claims(operation)) return interceptor.perform(operation, record);
  }
  return operation.run();
}
