import { describeValue } from "../describe.ts";
import { runAsActor } from "./current-actor.ts";
import { followPromise } from "./follow-promise.ts";
import type { ActorRecord } from "./record.ts";
import { recordOf } from "./registry.ts";
import { type Invoke, shadowMethod } from "./shadow.ts";

const ASYNCHRONOUS = ["get", "list", "put", "delete", "deleteAll", "sync", "getAlarm"] as const;

/** Observes the operations of an actor's storage, in place. */
export function observeStorage(storage: DurableObjectStorage, id: string): void {
  const { getAlarm } = bindAlarm(storage);
  for (const name of ASYNCHRONOUS) {
    shadowMethod(storage, name, (operation) => (self, parameters) => {
      const record = recordOf(id);
      const result = follow(record, { name, parameters, result: operation(self, parameters) });
      // Whether the alarm goes as well depends on the compatibility date.
      if (name === "deleteAll" && record !== undefined) void refreshAlarm(record, getAlarm);
      return result;
    });
  }
  for (const name of ["setAlarm", "deleteAlarm"] as const) {
    shadowMethod(storage, name, (operation) => (self, parameters) => {
      const record = recordOf(id);
      const at = name === "setAlarm" ? Number(parameters[0]) : undefined;
      if (record !== undefined) record.alarmAt = at;
      return follow(record, { name, parameters, result: operation(self, parameters) });
    });
  }
  shadowMethod(storage, "transaction", (transaction) => observeTransaction(transaction, id));
}

type GetAlarm = () => Promise<number | null>;

function bindAlarm(storage: DurableObjectStorage): { readonly getAlarm: GetAlarm } {
  return { getAlarm: storage.getAlarm.bind(storage) };
}

async function refreshAlarm(record: ActorRecord, getAlarm: GetAlarm): Promise<void> {
  record.alarmAt = (await getAlarm()) ?? undefined;
}

function observeTransaction(transaction: Invoke, id: string): Invoke {
  return (self, parameters) => {
    const record = recordOf(id);
    const [body] = parameters;
    if (record === undefined || typeof body !== "function") return transaction(self, parameters);
    const run = (...given: unknown[]): unknown =>
      runAsActor(record, () => Reflect.apply(body, undefined, given));
    const result = transaction(self, [run]);
    return follow(record, { name: "transaction", parameters: [], result });
  };
}

interface Operation {
  readonly name: string;
  readonly parameters: readonly unknown[];
  readonly result: unknown;
}

function follow(record: ActorRecord | undefined, { name, parameters, result }: Operation): unknown {
  if (record === undefined || !(result instanceof Promise)) return result;
  const [key] = parameters;
  const what = typeof key === "string" ? `${name} ${describeValue(key, 40)}` : name;
  return followPromise(result, record, { kind: "storage", name: what });
}
