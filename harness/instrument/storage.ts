import { describeValue } from "../matching/describe.ts";
import { currentActivity, runAsActor } from "../trace/current-actor.ts";
import { monotonicNow } from "../workerd/runtime.ts";
import { followPromise } from "./follow-promise.ts";
import { perform } from "../trace/interception.ts";
import type { ActorRecord } from "../trace/record.ts";
import { recordOf } from "../trace/registry.ts";
import { firstRound, nextRound } from "../trace/rounds.ts";
import { type Invoke, type Site, shadowMethod } from "./shadow.ts";

const ASYNCHRONOUS = [
  "get",
  "list",
  "put",
  "delete",
  "deleteAll",
  "sync",
  "getAlarm",
  "setAlarm",
  "deleteAlarm",
  "transaction",
];
/** What the object that a transaction is given has of them. */
const IN_TRANSACTION = ["get", "list", "put", "delete", "getAlarm", "setAlarm", "deleteAlarm"];
const FAR_MS = 10 * 365 * 24 * 60 * 60 * 1000;
const SYNCHRONOUS = ["get", "list", "put", "delete"];

/** Observes the operations of an actor's storage, in place. */
export function observeStorage(storage: DurableObjectStorage, id: string): void {
  const getAlarm = storage.getAlarm.bind(storage);
  observeAll(storage, ASYNCHRONOUS, { id, getAlarm });
  observeSynchronous(() => storage, id, { names: ["transactionSync"], prefix: "" });
  observeSynchronous(() => storage.kv, id, { names: SYNCHRONOUS, prefix: "" });
  observeSynchronous(() => storage.sql, id, { names: ["exec"], prefix: "sql " });
}

interface Observed {
  readonly id: string;
  /** The runtime's own. */
  readonly getAlarm: () => Promise<number | null>;
}

function observeAll(target: object, names: readonly string[], { id, getAlarm }: Observed): void {
  for (const name of names) {
    shadowMethod(target, name, (operation, site) => (self, parameters) => {
      const record = recordOf(id);
      if (record === undefined) return operation(self, parameters);
      const given = adapt(record, name, { parameters, getAlarm });
      const result = observeAsynchronous(record, { name, self, parameters: given, operation });
      noteAlarm(record, { name, parameters, get: getAlarm, site });
      return result;
    });
  }
}

interface Call {
  readonly name: string;
  readonly self: unknown;
  readonly parameters: readonly unknown[];
  readonly operation: Invoke;
}

function observeAsynchronous(record: ActorRecord, call: Call): unknown {
  const { name, self, parameters, operation } = call;
  const [detail] = parameters;
  const run = (): unknown => operation(self, parameters);
  const result = perform(record, { kind: "storage", name, detail, isSynchronous: false, run });
  if (!(result instanceof Promise)) return result;
  const isVirtual = name === "getAlarm" && record.clock !== undefined;
  const known = isVirtual ? result.then((at) => (at === null ? null : record.alarmAt)) : result;
  const what = typeof detail === "string" ? `${name} ${describeValue(detail, 40)}` : name;
  return followPromise(known, record, { kind: "storage", name: what });
}

interface Given {
  readonly parameters: readonly unknown[];
  readonly getAlarm: Observed["getAlarm"];
}

/** What the runtime is given instead, for callbacks and on virtual time. */
function adapt(
  record: ActorRecord,
  name: string,
  { parameters, getAlarm }: Given,
): readonly unknown[] {
  if (name === "transaction") return inTransaction(record, parameters, getAlarm);
  // The runtime's own alarm would fire on real time. It stays set, so that a transaction can take it back.
  if (name === "setAlarm" && record.clock !== undefined) return [Date.now() + FAR_MS];
  return parameters;
}

interface AlarmCall {
  readonly name: string;
  readonly parameters: readonly unknown[];
  readonly get: () => Promise<number | null>;
  readonly site: Site;
}

function noteAlarm(record: ActorRecord, { name, parameters, get, site }: AlarmCall): void {
  if (name === "setAlarm") {
    record.alarmAt = Number(parameters[0]);
    record.alarmInDoubt = false;
    record.alarmSite = site();
    record.alarmSetAt = monotonicNow();
    record.alarmRounds =
      currentActivity()?.name === "alarm" ? nextRound(record.alarmRounds) : firstRound();
  }
  if (name === "deleteAlarm") record.alarmAt = undefined;
  // Whether the alarm goes as well depends on the compatibility date.
  if (name === "deleteAll") void refreshAlarm(record, get);
}

async function refreshAlarm(record: ActorRecord, get: AlarmCall["get"]): Promise<void> {
  const alarmAt = (await get()) ?? undefined;
  if (alarmAt === undefined || record.clock === undefined) record.alarmAt = alarmAt;
}

function inTransaction(
  record: ActorRecord,
  [body, ...rest]: readonly unknown[],
  getAlarm: Observed["getAlarm"],
): readonly unknown[] {
  if (typeof body !== "function") return [body, ...rest];
  const run = (transaction: object): unknown => {
    observeAll(transaction, IN_TRANSACTION, { id: record.id, getAlarm });
    return runAsActor(record, () => Reflect.apply(body, undefined, [transaction]));
  };
  return [run, ...rest];
}

interface Synchronous {
  readonly names: readonly string[];
  readonly prefix: string;
}

/** Observes operations that give their result at once; the getter throws where a class has no such storage. */
function observeSynchronous(read: () => object, id: string, { names, prefix }: Synchronous): void {
  const target = attempt(read);
  if (target === undefined) return;
  for (const name of names) {
    shadowMethod(target, name, (operation) => (self, parameters) => {
      const record = recordOf(id);
      const run = (): unknown => operation(self, parameters);
      if (record === undefined) return run();
      const [detail] = parameters;
      const what = {
        kind: "storage",
        name: `${prefix}${name}`,
        detail,
        isSynchronous: true,
      } as const;
      const result = perform(record, { ...what, run });
      record.notify();
      return result;
    });
  }
}

function attempt(read: () => object): object | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
