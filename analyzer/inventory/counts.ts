import type { Counter, Evidence, InvisibleReason } from "../model.ts";

/** A number of executions as a sum of counters less a sum of counters; undefined where none can be given. */
export type Count =
  | { readonly plus: readonly Counter[]; readonly minus: readonly Counter[] }
  | undefined;

export function countOf(counter: Counter | undefined): Count {
  return counter === undefined ? undefined : { plus: [counter], minus: [] };
}

/** Counters that stand on both sides cancel out; equal counters are the same object. */
export function subtract(from: Count, less: Count): Count {
  if (from === undefined || less === undefined) return undefined;
  return cancel([...from.plus, ...less.minus], [...from.minus, ...less.plus]);
}

export function add(one: Count, other: Count): Count {
  if (one === undefined || other === undefined) return undefined;
  return cancel([...one.plus, ...other.plus], [...one.minus, ...other.minus]);
}

function cancel(plus: readonly Counter[], minus: readonly Counter[]): Count {
  const left = [...minus];
  const kept = plus.filter((counter) => {
    const at = left.indexOf(counter);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return { plus: kept, minus: left };
}

/** `reason` is told where no counters give the number. */
export function toEvidence(count: Count, reason: InvisibleReason): Evidence {
  if (count === undefined) return { by: "nothing", reason };
  const [only] = count.plus;
  return only !== undefined && count.plus.length === 1 && count.minus.length === 0
    ? { by: "counter", counter: only }
    : { by: "difference", plus: count.plus, minus: count.minus };
}
