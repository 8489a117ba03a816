import type { Rows } from "../trace/recorded-operation.ts";
import type { Operation } from "../trace/interception.ts";
import { shadowMethod } from "../instrument/shadow.ts";

/** An operation that also tells what it cost. */
export interface CountedOperation {
  readonly operation: Operation;
  readonly rows: () => Rows;
}

interface Cursor {
  readonly rowsRead: number;
  readonly rowsWritten: number;
}

/** Counts the rows that an operation of storage reads and writes, each time it is carried out. */
export function countRows(operation: Operation): CountedOperation {
  const counts: (() => Rows)[] = [];
  const run = (): unknown => {
    const result = operation.run();
    counts.push(countOf(operation, result));
    return result;
  };
  return {
    operation: { ...operation, run },
    rows: () => {
      const all = counts.map((count) => count());
      const sum = (side: keyof Rows): number => all.reduce((total, rows) => total + rows[side], 0);
      return { read: sum("read"), written: sum("written") };
    },
  };
}

function countOf({ name, detail }: Operation, result: unknown): () => Rows {
  if (isCursor(result)) return countCursor(result);
  switch (name) {
    case "get":
      return always({ read: countKeys(detail), written: 0 });
    case "put":
    case "delete":
      return always({ read: 0, written: countKeys(detail) });
    case "setAlarm":
      return always({ read: 0, written: 1 });
    case "list":
      return countList(result);
    default:
      return always({ read: 0, written: 0 });
  }
}

function always(rows: Rows): () => Rows {
  return () => rows;
}

/** A cursor counts on while it is read; once its actor is gone it may be asked no more. */
function countCursor(cursor: Cursor): () => Rows {
  const ask = (): Rows => ({ read: cursor.rowsRead, written: cursor.rowsWritten });
  let known = ask();
  return () => {
    try {
      known = ask();
    } catch {
      // What was known before stays.
    }
    return known;
  };
}

/** How many entries there were is known once they are here: all at once, or one by one as they are read. */
function countList(result: unknown): () => Rows {
  let read = 0;
  if (result instanceof Promise) {
    const count = async (): Promise<void> => {
      const entries: unknown = await result;
      if (entries instanceof Map) read = entries.size;
    };
    // Whoever asked for the list hears of its failure.
    count().catch(() => {});
  } else if (typeof result === "object" && result !== null) {
    shadowMethod(result, "next", (next) => (self, parameters) => {
      const step = next(self, parameters);
      if (isEntry(step)) read += 1;
      return step;
    });
  }
  return () => ({ read, written: 0 });
}

function isEntry(step: unknown): boolean {
  return typeof step === "object" && step !== null && Reflect.get(step, "done") !== true;
}

/** One key, a list of them, or an object of keys and values. */
function countKeys(detail: unknown): number {
  if (Array.isArray(detail)) return detail.length;
  return typeof detail === "object" && detail !== null ? Object.keys(detail).length : 1;
}

function isCursor(result: unknown): result is Cursor {
  return (
    typeof result === "object" && result !== null && "rowsRead" in result && "rowsWritten" in result
  );
}
