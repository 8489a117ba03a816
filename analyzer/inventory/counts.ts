import type { Counter, Evidence, InvisibleReason } from "../model.ts";

/** The sum of some counters less the sum of others. */
interface Difference {
  readonly of: "difference";
  readonly plus: readonly Counter[];
  readonly minus: readonly Counter[];
}

/** A number of executions; undefined where no counters give it. */
export type Count = Counter | Difference | undefined;

const nothing: readonly Counter[] = [];

export const zero: Count = { of: "difference", plus: nothing, minus: nothing };

/** Counters that stand on both sides cancel out; equal counters are the same object. */
export function subtract(from: Count, less: Count): Count {
  if (from === undefined || less === undefined) return undefined;
  const [a, b] = [open(from), open(less)];
  return cancel([...a.plus, ...b.minus], [...a.minus, ...b.plus]);
}

export function add(one: Count, other: Count): Count {
  if (one === undefined || other === undefined) return undefined;
  const [a, b] = [open(one), open(other)];
  return cancel([...a.plus, ...b.plus], [...a.minus, ...b.minus]);
}

/** `reason` is told where no counters give the number. */
export function toEvidence(count: Count, reason: InvisibleReason = "not-derivable"): Evidence {
  if (count === undefined) return { by: "nothing", reason };
  return count.of === "difference"
    ? { by: "difference", plus: count.plus, minus: count.minus }
    : { by: "counter", counter: count };
}

function open(count: Counter | Difference): Pick<Difference, "plus" | "minus"> {
  return count.of === "difference" ? count : { plus: [count], minus: nothing };
}

function cancel(plus: readonly Counter[], minus: readonly Counter[]): Count {
  const left = [...minus];
  const kept = plus.filter((counter) => {
    const at = left.indexOf(counter);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  const [only] = kept;
  if (only !== undefined && kept.length === 1 && left.length === 0) return only;
  return { of: "difference", plus: kept, minus: left };
}
