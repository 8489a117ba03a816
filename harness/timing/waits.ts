import { type DeadlineOptions, type LimitWait, createLimit, runWithin } from "./deadline.ts";
import {
  type CallSite,
  type HarnessErrorCode,
  captureCallSite,
  errorAt,
} from "../failures/errors.ts";
import { nextTurn, startTimer } from "../workerd/runtime.ts";
import { TrackedPromise } from "../workerd/tracked-promise.ts";

// Fewer than a block has, so that a wait in a block, which knows more, speaks first.
const GRACE_TURNS = 4;

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

/** Runs a block all of whose waits share one deadline, in milliseconds. */
export type Within = <Result>(ms: number, body: () => Result | Promise<Result>) => Promise<Result>;

/** Work of the test that it is expected to await. */
export interface Awaitable {
  readonly what: string;
  readonly site: CallSite;
}

/** The waits of one scope. */
export interface Waits {
  readonly limit: LimitWait;
  readonly within: Within;
  wait<Result>(wait: Wait<Result>): Promise<Result>;
  /** Remembers `promise` as something that the test must await. */
  follow<Result>(awaitable: Awaitable, promise: Promise<Result>): Promise<Result>;
  /** What nobody has awaited so far. */
  readonly unawaited: ReadonlySet<Awaitable>;
  /** Ends everything that is still waiting, without settling it. */
  cancel(): void;
}

/** Opens the waits of one scope. */
export function openWaits(options: DeadlineOptions): Waits {
  const limit = createLimit(options);
  const pending = new Map<() => void, string>();
  const unawaited = new Set<Awaitable>();
  const track = <Result>(
    awaitable: Awaitable,
    promise: TrackedPromise<Result>,
  ): Promise<Result> => {
    unawaited.add(awaitable);
    promise.onObserved = () => unawaited.delete(awaitable);
    return promise;
  };
  const within: Within = (ms, body) => {
    const site = captureCallSite(within);
    const block = runWithin({ ms, site, body, limit, pending: () => [...pending.values()] });
    return track(
      { what: `within(${ms}, …)`, site },
      new TrackedPromise((resolve) => resolve(block)),
    );
  };
  return {
    limit,
    within,
    wait: (request) =>
      track(
        request,
        new TrackedPromise((resolve, reject) =>
          listen(request, { limit, pending, resolve, reject }),
        ),
      ),
    follow: (awaitable, promise) =>
      track(awaitable, new TrackedPromise((resolve) => resolve(promise))),
    unawaited,
    cancel: () => {
      for (const stop of pending.keys()) stop();
    },
  };
}

interface Listening<Result> {
  readonly limit: LimitWait;
  readonly pending: Map<() => void, string>;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

function listen<Result>(
  request: Wait<Result>,
  { limit, pending, resolve, reject }: Listening<Result>,
): void {
  const stops: (() => void)[] = [];
  let isSettled = false;
  const stop = (): void => {
    isSettled = true;
    pending.delete(stop);
    for (const each of stops) each();
  };
  const fail: Settle<Result>["reject"] = (code, message) => {
    if (isSettled) return;
    stop();
    reject(errorAt(request.site, code, message));
  };
  const { ms, text } = limit(request.deadlineMs);
  stops.push(
    request.listen({
      resolve: (result) => {
        if (isSettled) return;
        stop();
        resolve(result);
      },
      reject: fail,
    }),
  );
  if (isSettled) {
    // It was there already: what was begun meanwhile ends here.
    stop();
    return;
  }
  const expire = async (): Promise<void> => {
    // On a machine that stood still the timer comes first, and what was awaited right after it.
    for (let turn = 0; turn < GRACE_TURNS; turn += 1) await nextTurn();
    if (!isSettled) fail("deadline", request.explain(text));
  };
  stops.push(startTimer(ms, () => void expire()));
  pending.set(stop, request.what);
}
