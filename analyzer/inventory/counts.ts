import type { Counter, Evidence, InvisibleReason, Loss } from "../model.ts";

/** The sum of some counters less the sum of others. */
interface Difference {
  readonly of: "difference";
  readonly plus: readonly Counter[];
  readonly minus: readonly Counter[];
}

/** A number of executions; undefined where no counters give it. */
export type Count = Counter | Difference | undefined;

/** A count, and what makes it wrong. */
export interface LossyCount {
  readonly count: Count;
  readonly loss: Loss | undefined;
  /** Where counted, those evaluations go that may be what was lost. */
  readonly failing?: Counter[] | undefined;
}

const nothing: readonly Counter[] = [];

/** Counters that stand on both sides cancel out; equal counters are the same object. */
export function subtract(from: Count, less: Count): Count {
  if (from === undefined || less === undefined) return undefined;
  if (from !== less && from.of !== "difference" && less.of !== "difference") {
    return { of: "difference", plus: [from], minus: [less] };
  }
  const [a, b] = [open(from), open(less)];
  return cancel([...a.plus, ...b.minus], [...a.minus, ...b.plus]);
}

/** All of them together, in one pass: there may be a hundred thousand. */
export function sum(counts: readonly Count[]): Count {
  const plus: Counter[] = [];
  const minus: Counter[] = [];
  for (const count of counts) {
    if (count === undefined) return undefined;
    if (count.of === "difference") {
      for (const counter of count.plus) plus.push(counter);
      for (const counter of count.minus) minus.push(counter);
    } else plus.push(count);
  }
  return cancel(plus, minus);
}

/** `reason` is told where no counters give the number. */
export function toEvidence(count: Count, reason: InvisibleReason = "not-derivable"): Evidence {
  if (count === undefined) return { by: "nothing", reason };
  return count.of === "difference"
    ? { by: "difference", plus: count.plus, minus: count.minus }
    : { by: "counter", counter: count };
}

/** Evidence that is right as far as nothing was lost. */
export function toLossyEvidence(
  count: Count,
  loss: Loss | undefined,
  reason?: InvisibleReason,
): Evidence {
  const evidence = toEvidence(count, reason);
  return loss === undefined || evidence.by === "nothing" ? evidence : { ...evidence, loss };
}

function open(count: Counter | Difference): Pick<Difference, "plus" | "minus"> {
  return count.of === "difference" ? count : { plus: [count], minus: nothing };
}

function cancel(plus: readonly Counter[], minus: readonly Counter[]): Count {
  const open = new Map<Counter, number>();
  for (const counter of minus) open.set(counter, (open.get(counter) ?? 0) + 1);
  const kept = plus.filter((counter) => !takeOne(open, counter));
  const left = minus.filter((counter) => takeOne(open, counter));
  const [only] = kept;
  if (only !== undefined && kept.length === 1 && left.length === 0) return only;
  return { of: "difference", plus: kept, minus: left };
}

function takeOne(open: Map<Counter, number>, counter: Counter): boolean {
  const count = open.get(counter) ?? 0;
  if (count > 0) open.set(counter, count - 1);
  return count > 0;
}
