import { describeValue } from "../matching/describe.ts";
import type { RecordedOperation, Rows } from "../trace/recorded-operation.ts";
import { countRows } from "./rows.ts";
import type { Operation, Recorder } from "../trace/interception.ts";
import type { ActorRecord } from "../trace/record.ts";

/** What an actor does from a certain moment on; ends with {@link Recording.stop}, by `using`, or with its scope. */
export interface Recording extends Disposable {
  /** Every operation at which a fault can be put, in the order in which they began. */
  readonly operations: readonly RecordedOperation[];
  /** What they cost together. */
  readonly rows: Rows;
  /** Ends it; what was recorded stays. */
  readonly stop: () => void;
}

const LONGEST_DETAIL = 200;

/** Begins to record what an actor does. */
export function recordOperations(record: ActorRecord): Recording {
  const operations: RecordedOperation[] = [];
  const seen = new Map<string, number>();
  const recorder: Recorder = (operation) => {
    const { kind, name, isSynchronous } = operation;
    const nth = (seen.get(`${kind} ${name}`) ?? 0) + 1;
    seen.set(`${kind} ${name}`, nth);
    const detail = describeDetail(operation);
    const counter = kind === "storage" ? countRows(operation) : undefined;
    operations.push({
      kind,
      name,
      detail,
      nth,
      isSynchronous,
      get rows() {
        return counter?.rows() ?? { read: 0, written: 0 };
      },
    });
    return counter?.operation ?? operation;
  };
  record.recorders.add(recorder);
  const stop = (): void => {
    record.recorders.delete(recorder);
  };
  return {
    operations,
    get rows() {
      return operations.reduce((sum, { rows }) => add(sum, rows), { read: 0, written: 0 });
    },
    stop,
    [Symbol.dispose]: stop,
  };
}

function add(a: Rows, b: Rows): Rows {
  return { read: a.read + b.read, written: a.written + b.written };
}

function describeDetail({ kind, detail, parameters = [] }: Operation): string {
  if (kind === "entry") return parameters.map((it) => describeValue(it)).join(", ");
  if (kind === "fetch" || detail === undefined || typeof detail === "function") return "";
  if (typeof detail !== "string") return describeValue(detail, LONGEST_DETAIL);
  return detail.replaceAll(/\s+/g, " ").trim().slice(0, LONGEST_DETAIL);
}
