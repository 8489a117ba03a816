import { describeValue } from "../describe.ts";
import { runAsActor } from "./current-actor.ts";
import { endWith } from "./promise-end.ts";
import type { ActorRecord } from "./record.ts";
import { recordOf } from "./registry.ts";
import { type Invoke, shadowMethod } from "./shadow.ts";

const ASYNCHRONOUS = ["get", "list", "put", "delete", "deleteAll", "sync", "getAlarm"] as const;

/** Observes the operations of an actor's storage, in place. */
export function observeStorage(storage: DurableObjectStorage, id: string): void {
  for (const name of ASYNCHRONOUS) {
    shadowMethod(storage, name, (operation) => (self, parameters) => {
      const record = recordOf(id);
      return follow(record, { name, parameters, result: operation(self, parameters) });
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
  return endWith(result, record.begin({ kind: "storage", name: what }));
}
