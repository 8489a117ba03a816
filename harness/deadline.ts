import { type CallSite, type HarnessErrorCode, captureCallSite, errorAt } from "./errors.ts";
import { monotonicNow, nextTurn, startTimer } from "./runtime.ts";

/** How long waits may last. */
export interface DeadlineOptions {
  /** For a wait that names none and is in no `within`; default 2000. */
  readonly deadlineMs?: number | undefined;
  /** Multiplies every deadline, for slow machines; default 1. */
  readonly timeFactor?: number | undefined;
}

/** Ends a wait, once; later calls do nothing. */
export interface Settle<Result> {
  readonly resolve: (result: Result) => void;
  readonly reject: (code: HarnessErrorCode, message: string) => void;
}

/** Something to wait for. */
export interface Wait<Result> {
  /** For failure texts, e.g. `receive "hello" on socket "alice"`. */
  readonly what: string;
  readonly site: CallSite;
  readonly deadlineMs?: number | undefined;
  /** Begins to listen; returns how to stop. */
  listen(settle: Settle<Result>): () => void;
  /** Gives the text of the failure; `limit` says which deadline passed, e.g. `within 2000 ms`. */
  explain(limit: string): string;
}

/** The waits of one scope and the deadlines they share. */
export interface Deadlines {
  /** What is being waited for now. */
  readonly pending: ReadonlySet<{ readonly what: string; readonly site: CallSite }>;
  wait<Result>(wait: Wait<Result>): Promise<Result>;
  /** Milliseconds a wait that begins now may last. */
  limit(requestedMs?: number): number;
  readonly within: Within;
  /** Rejects everything that is still pending. */
  cancel(explain: (what: string) => string): void;
}

/** Runs a block all of whose waits share one deadline. */
export type Within = <Result>(ms: number, body: () => Result | Promise<Result>) => Promise<Result>;

interface Pending {
  readonly what: string;
  readonly site: CallSite;
  cancel(message: string): void;
}

/** Opens the deadlines of one scope. */
export function openDeadlines(options: DeadlineOptions = {}): Deadlines {
  const factor = options.timeFactor ?? 1;
  const defaultMs = (options.deadlineMs ?? 2000) * factor;
  const ends = new Set<{ readonly at: number }>();
  const pending = new Set<Pending>();

  const limit = (requestedMs?: number): number => {
    const now = monotonicNow();
    const remaining = Math.min(...Array.from(ends, ({ at }) => Math.max(0, at - now)));
    if (requestedMs !== undefined) return Math.min(requestedMs * factor, remaining);
    return remaining === Infinity ? defaultMs : remaining;
  };

  const wait = <Result>(request: Wait<Result>): Promise<Result> => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const { what, site } = request;
    let isSettled = false;
    let stop: (() => void) | undefined;
    const settle = (outcome: () => void): void => {
      if (isSettled) return;
      isSettled = true;
      stop?.();
      outcome();
    };
    const fail = (code: HarnessErrorCode, message: string): void =>
      settle(() => reject(errorAt(site, code, message)));
    const stopListening = request.listen({
      resolve: (result) => settle(() => resolve(result)),
      reject: fail,
    });
    if (isSettled) {
      stopListening();
      return promise;
    }
    const ms = limit(request.deadlineMs);
    const stopTimer = startTimer(ms, () =>
      fail("deadline", request.explain(`within ${Math.round(ms)} ms`)),
    );
    const entry: Pending = { what, site, cancel: (message) => fail("leak", message) };
    pending.add(entry);
    stop = () => {
      stopListening();
      stopTimer();
      pending.delete(entry);
    };
    return promise;
  };

  const within = async <Result>(
    ms: number,
    body: () => Result | Promise<Result>,
  ): Promise<Result> => {
    const site = captureCallSite(within);
    const end = { at: monotonicNow() + Math.min(ms * factor, limit(Infinity)) };
    ends.add(end);
    const late = Promise.withResolvers<never>();
    // One turn later, so that a wait inside, which ends at the same instant and knows more, speaks first.
    const expire = async (): Promise<void> => {
      await nextTurn();
      const waits = Array.from(pending, ({ what }) => `\n  still waiting to ${what}`).join("");
      const message = `Could not finish the block within ${ms} ms: found it still running, expected its end.${waits}`;
      late.reject(errorAt(site, "deadline", message));
    };
    const stopTimer = startTimer(end.at - monotonicNow(), () => void expire());
    try {
      return await Promise.race([body(), late.promise]);
    } finally {
      stopTimer();
      ends.delete(end);
    }
  };

  const cancel = (explain: (what: string) => string): void => {
    for (const entry of pending) entry.cancel(explain(entry.what));
  };
  return { pending, wait, limit, within, cancel };
}
