import type { ActorRecord } from "./record.ts";

/** What an actor is about to do, where something can be put in between. */
export type OperationKind =
  /** A storage operation: `get`, `put`, `sql`, `setAlarm`, … */
  | "storage"
  /** A request or method call to another actor; `detail` is the callee's label. */
  | "call"
  /** A request to the outside; `name` is the URL. */
  | "fetch"
  /** A request, method call or alarm that has arrived, before the actor's own code sees it; `name` is the entry. */
  | "entry"
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
  /** What a call or an entry was given. */
  readonly parameters?: readonly unknown[];
  /** Carries it out; may be called more than once, or never. */
  run(): unknown;
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

/** Watches what an actor does: gives the same operation, or one that also tells of its result. */
export type Recorder = (operation: Operation) => Operation;

/** Carries an operation out, by way of the first interceptor that claims it. */
export function perform(record: ActorRecord, given: Operation): unknown {
  record.steps += 1;
  let operation = given;
  for (const recorder of record.recorders) operation = recorder(operation);
  for (const interceptor of record.interceptors) {
    if (interceptor.claims(operation)) return interceptor.perform(operation, record);
  }
  return operation.run();
}

/** Whether nobody wants to know of an actor's operations, so that only their number counts. */
export function isUnwatched({ interceptors, recorders }: ActorRecord): boolean {
  return interceptors.size === 0 && recorders.size === 0;
}

/** Gives what an operation was given for one more run: the body of a request can be read only once. */
export function copyParameters(parameters: readonly unknown[]): readonly unknown[] {
  return parameters.map((value) =>
    value instanceof Request && value.body !== null ? value.clone() : value,
  );
}
