import { listDifferences } from "../matching/compare.ts";
import { compileMatcher } from "../matching/matching.ts";
import type { RecordedOperation } from "../trace/recorded-operation.ts";
import type { AnyMatcher } from "../probe/verb-types.ts";
import { decodeFrame } from "../matching/frame.ts";
import type { Operation } from "../trace/interception.ts";

/** Which of the operations that match are meant. */
export interface Occurrence {
  /** The first one that is changed, from 1; default 1. */
  readonly nth?: number;
  /** How many are changed from there on; default 1. */
  readonly times?: number;
}

/** Operations of `ctx.storage`, `ctx.storage.kv` and `ctx.storage.sql`. */
export interface StorageWhere extends Occurrence {
  /** `write` is every operation that can change something, `sql` is `sql.exec`. */
  readonly storage:
    | "any"
    | "write"
    | "get"
    | "list"
    | "put"
    | "delete"
    | "deleteAll"
    | "sync"
    | "transaction"
    | "transactionSync"
    | "getAlarm"
    | "setAlarm"
    | "deleteAlarm"
    | "sql";
  /** A key of the operation, or the text of the SQL statement; default: any. */
  readonly key?: string | RegExp;
}

/** Requests and method calls to other actors. */
export interface CallWhere extends Occurrence {
  /** The method's name, `fetch` for requests, or a pattern for it. */
  readonly call: string | RegExp;
  /** Pattern for the callee, which is written like `Worker "w1"`; default: any. */
  readonly to?: RegExp;
  /** Patterns for the first parameters; objects match partially, undefined matches anything. Default: anything. */
  readonly given?: readonly unknown[];
}

/**
 * Requests, method calls and alarms that reach the actor, before its own code sees them: what happens to messages on
 * their way to it, whoever sends them.
 */
export interface EntryWhere extends Occurrence {
  /** The method's name, `fetch` for requests, `alarm`, `webSocketClose`, or a pattern for it. */
  readonly entry: string | RegExp;
  /** Patterns for the first parameters; objects match partially, undefined matches anything. Default: anything. */
  readonly given?: readonly unknown[];
}

/** Requests to the outside. */
export interface FetchWhere extends Occurrence {
  /** The beginning of the URL, or a pattern for it. */
  readonly fetch: string | RegExp;
}

/** What the actor answers: the end of an RPC method or of `fetch`, or a frame to a client. */
export interface ReplyWhere extends Occurrence {
  /** The method's name, `fetch`, `send` for frames, or a pattern for it. */
  readonly reply: string | RegExp;
}

/** Frames of the actor's WebSockets. */
export interface FrameWhere extends Occurrence {
  /** Which way the frame goes. */
  readonly frame: "toClient" | "fromClient";
  /** What the frame carries, as in {@link Probe.receive}; default: anything. */
  readonly matching?: AnyMatcher<unknown>;
}

/** The operation of that number, of whatever kind, counted from 1 from now on. */
export interface StepWhere {
  /** From 1. */
  readonly step: number;
}

/** The same operation as one that {@link ActorHandle.record} recorded, in this run. */
export interface OperationWhere {
  /** One of {@link Recording.operations}. */
  readonly operation: RecordedOperation;
}

/** Where a fault is put. */
export type FaultWhere =
  | StorageWhere
  | CallWhere
  | EntryWhere
  | FetchWhere
  | ReplyWhere
  | FrameWhere
  | StepWhere
  | OperationWhere;

const WRITES = new Set([
  "put",
  "delete",
  "deleteAll",
  "transaction",
  "transactionSync",
  "setAlarm",
  "deleteAlarm",
  "sql exec",
]);

/** Makes the rule that says whether an operation is of the kind that is meant; counting is left to the fault. */
export function compileWhere(where: FaultWhere): (operation: Operation) => boolean {
  if ("storage" in where) return (operation) => isStorage(where, operation);
  if ("call" in where) return (operation) => isCall(where, operation);
  if ("fetch" in where) return ({ kind, name }) => kind === "fetch" && isUrl(where.fetch, name);
  if ("entry" in where) return (operation) => isEntry(where, operation);
  if ("reply" in where) return (operation) => isReply(where, operation);
  if ("frame" in where) return compileFrame(where);
  if ("operation" in where) return (operation) => isSame(where.operation, operation);
  return () => true;
}

/** Writes where a fault is for failure texts, e.g. `storage put "count"`. */
export function describeWhere(where: FaultWhere): string {
  if ("storage" in where)
    return `storage ${where.storage}${where.key === undefined ? "" : ` ${write(where.key)}`}`;
  if ("call" in where) return `call ${write(where.call)}`;
  if ("fetch" in where) return `fetch ${write(where.fetch)}`;
  if ("entry" in where) return `entry ${write(where.entry)}`;
  if ("reply" in where) return `reply ${write(where.reply)}`;
  if ("frame" in where) return `frame ${where.frame}`;
  if ("operation" in where) {
    const { kind, name, nth } = where.operation;
    return `${kind} ${write(name)} number ${nth}`;
  }
  return `step ${where.step}`;
}

function isStorage({ storage, key }: StorageWhere, { kind, name, detail }: Operation): boolean {
  if (kind !== "storage") return false;
  const isKind =
    storage === "any" ||
    (storage === "write" ? WRITES.has(name) : name === (storage === "sql" ? "sql exec" : storage));
  return isKind && (key === undefined || listKeys(detail).some((it) => isName(key, it)));
}

/** A frame is an answer too, under the name `send`. */
function isReply({ reply }: ReplyWhere, { kind, name }: Operation): boolean {
  return (kind === "reply" || kind === "send") && isName(reply, name);
}

function listKeys(detail: unknown): readonly string[] {
  if (typeof detail === "string") return [detail];
  if (Array.isArray(detail)) return detail.map(String);
  return typeof detail === "object" && detail !== null ? Object.keys(detail) : [];
}

function isCall({ call, to, given }: CallWhere, operation: Operation): boolean {
  const { kind, name, detail } = operation;
  if (kind !== "call" || !isName(call, name) || !isGiven(given, operation)) return false;
  return to === undefined || String(detail).search(to) >= 0;
}

function isEntry({ entry, given }: EntryWhere, operation: Operation): boolean {
  return operation.kind === "entry" && isName(entry, operation.name) && isGiven(given, operation);
}

function isGiven(patterns: readonly unknown[] = [], { parameters = [] }: Operation): boolean {
  return patterns.every(
    (pattern, index) =>
      pattern === undefined || listDifferences(pattern, parameters[index]).length === 0,
  );
}

function isSame(recorded: RecordedOperation, { kind, name }: Operation): boolean {
  return kind === recorded.kind && name === recorded.name;
}

function compileFrame({ frame, matching }: FrameWhere): (operation: Operation) => boolean {
  const kindMeant = frame === "toClient" ? "send" : "receive";
  const matcher = compileMatcher(matching);
  return ({ kind, detail }) => {
    if (kind !== kindMeant) return false;
    const data =
      typeof detail === "string" || detail instanceof Uint8Array ? detail : toBytes(detail);
    return matcher.test({ index: 0, data, message: decodeFrame(data) }).matched;
  };
}

function toBytes(detail: unknown): Uint8Array {
  return detail instanceof ArrayBuffer ? new Uint8Array(detail) : new Uint8Array();
}

function isName(pattern: string | RegExp, name: string): boolean {
  return typeof pattern === "string" ? pattern === name : name.search(pattern) >= 0;
}

function isUrl(pattern: string | RegExp, url: string): boolean {
  return typeof pattern === "string" ? url.startsWith(pattern) : url.search(pattern) >= 0;
}

function write(pattern: string | RegExp): string {
  return typeof pattern === "string" ? JSON.stringify(pattern) : String(pattern);
}
