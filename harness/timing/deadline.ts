import { type CallSite, errorAt } from "../failures/errors.ts";
import { monotonicNow, nextTurn, openAmbient, startTimer } from "../workerd/runtime.ts";

/** How long waits may last. */
export interface DeadlineOptions {
  /** Milliseconds for a wait that names no deadline and is in no `within`; default 2000. */
  readonly deadlineMs?: number | undefined;
  /** Multiplies every deadline, for slow machines; default 1. */
  readonly timeFactor?: number | undefined;
}

/** How long something that begins now may last. */
export interface Limit {
  readonly ms: number;
  /** `within 2000 ms`, or `within the 500 ms of the block`. */
  readonly text: string;
}

/** Gives the limit of a wait that asks for so many milliseconds, or for none in particular. */
export type LimitWait = (requestedMs?: number) => Limit;

interface BlockEnd {
  /** On the clock of {@link monotonicNow}. */
  readonly at: number;
  readonly ms: number;
}

const GRACE_TURNS = 10;

// The earliest end among the `within` blocks around the running code.
const blockEnd = openAmbient<BlockEnd>();

/** Makes the rule by which a scope limits its waits. */
export function createLimit({ deadlineMs = 2000, timeFactor = 1 }: DeadlineOptions): LimitWait {
  return (requestedMs) => {
    const block = blockEnd.current();
    const leftMs = block === undefined ? Infinity : Math.max(0, block.at - monotonicNow());
    const fallbackMs = block === undefined ? deadlineMs : Infinity;
    const ms = Math.min((requestedMs ?? fallbackMs) * timeFactor, leftMs);
    const isBlock = block !== undefined && ms === leftMs;
    return { ms, text: isBlock ? `within the ${block.ms} ms of the block` : `within ${ms} ms` };
  };
}

/** A block whose waits share one deadline. */
export interface Block<Result> {
  readonly ms: number;
  readonly site: CallSite;
  readonly limit: LimitWait;
  body(): Result | Promise<Result>;
  /** What is being waited for when the deadline passes. */
  pending(): readonly string[];
}

/** Runs a block; rejects with "deadline" when it outlives its own end or that of a block around it. */
export async function runWithin<Result>(block: Block<Result>): Promise<Result> {
  const own = { at: monotonicNow() + block.limit(block.ms).ms, ms: block.ms };
  const outer = blockEnd.current();
  const end = outer !== undefined && outer.at < own.at ? outer : own;
  const late = Promise.withResolvers<never>();
  const expire = async (): Promise<void> => {
    // Some turns later, so that a wait inside, which ends at the same instant and knows more, speaks first.
    for (let turn = 0; turn < GRACE_TURNS && block.pending().length > 0; turn += 1)
      await nextTurn();
    const waits = block.pending().map((what) => `\n  still waiting to ${what}`);
    const found = `found it still running, expected its end.${waits.join("")}`;
    const message = `Could not finish the block within ${end.ms} ms: ${found}`;
    late.reject(errorAt(block.site, "deadline", message));
  };
  const stopTimer = startTimer(end.at - monotonicNow(), () => void expire());
  try {
    return await Promise.race([blockEnd.run(end, async () => block.body()), late.promise]);
  } finally {
    stopTimer();
  }
}
