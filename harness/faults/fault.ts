import { type CallSite, errorAt } from "../failures/errors.ts";
import { pause } from "../workerd/runtime.ts";
import type { Interceptor, Operation } from "../trace/interception.ts";
import type { ActorRecord } from "../trace/record.ts";
import type { Waits } from "../timing/waits.ts";
import { prepareAnswer } from "./answer.ts";
import { applyEffect } from "./apply.ts";
import { checkFault } from "./check.ts";
import type { FaultEffect } from "./effect.ts";
import { type FaultWhere, type Occurrence, compileWhere, describeWhere } from "./where.ts";

/** A fault that was injected into an actor; removed at the end of the scope, or by `using`. */
export interface Fault extends Disposable {
  /** How many operations it has changed so far. */
  readonly hits: number;
  /**
   * Resolves once it has changed an operation, for a crash or an eviction once the instance is gone; rejects with
   * "deadline", and with "actor" when something keeps the instance in memory.
   */
  readonly hit: () => Promise<void>;
  /** Lets go on what it holds (see {@link HoldEffect}), and whatever comes later; of no effect for other faults. */
  readonly release: () => void;
  /** Takes it out again; an operation that it delays or holds goes on. */
  readonly remove: () => void;
}

/** How a fault is kept. */
export interface FaultOptions {
  /** Whether the test may end without the fault having changed anything; default false. */
  readonly optional?: boolean;
}

/** A fault as its scope sees it. */
export interface InjectedFault extends Fault {
  /** The failure of a scope that ends before the fault has fired; undefined if that is all right. */
  readonly complaint: () => Error | undefined;
  /** Resolves when nothing that it began is still under way. */
  readonly ended: () => Promise<void>;
}

/** Everything a fault is made of. */
export interface FaultParts extends FaultOptions {
  readonly record: ActorRecord;
  readonly where: FaultWhere;
  readonly effect: FaultEffect;
  readonly site: CallSite;
  readonly waits: Waits;
  /** Evicts the actor. */
  readonly evict: () => Promise<void>;
  /** Resolves when more of the actor's instances are gone than so many. */
  readonly terminated: (since: number) => Promise<void>;
}

const RECHECK_MS = 2;

/** Puts a fault into an actor. */
export function injectFault(parts: FaultParts): InjectedFault {
  const { record, where, effect, site, waits } = parts;
  checkFault(where, effect, site);
  const counter = createCounter(where);
  // The test's own promise: see test/harness/runtime-facts.test.ts.
  const released = Promise.withResolvers<void>();
  const answer = prepareAnswer(effect);
  const application = { effect, record, released: released.promise, answer };
  const interceptor: Interceptor = {
    claims: counter.claims,
    perform: (operation) => {
      deaths ??= record.deaths;
      return applyEffect(application, operation);
    },
  };
  // How many instances were gone when it struck.
  let deaths: number | undefined;
  record.interceptors.add(interceptor);
  let isRemoved = false;
  const remove = (): void => {
    isRemoved = true;
    record.interceptors.delete(interceptor);
    released.resolve();
  };
  const named = `the fault on ${describeWhere(where)} of ${record.label}`;
  const isOver = (): boolean => isRemoved || counter.hits() > 0;
  const eviction = "evict" in effect ? watchEviction(parts, { isOver, counter }) : undefined;

  const hit = async (): Promise<void> => {
    const limit = waits.limit();
    const end = performance.now() + limit.ms;
    while (counter.hits() === 0) {
      if (performance.now() >= end) {
        const message = `Could not see ${named} fire: found no operation that it changes ${limit.text}, expected one.`;
        throw errorAt(site, "deadline", message);
      }
      await pause(RECHECK_MS);
    }
    if ("crash" in effect) await parts.terminated(deaths ?? record.deaths);
    await eviction?.done;
    if (eviction?.failure !== undefined) throw eviction.failure;
  };

  return {
    get hits() {
      return counter.hits();
    },
    hit,
    release: released.resolve,
    remove,
    ended: async () => eviction?.done,
    complaint: () => {
      if (eviction?.failure !== undefined) return eviction.failure;
      if (counter.hits() > 0 || parts.optional === true) return undefined;
      const message = `Could not end the test cleanly: found that ${named} never fired, expected it to. Inject it with { optional: true } if that is all right.`;
      return errorAt(site, "leak", message);
    },
    [Symbol.dispose]: remove,
  };
}

interface Eviction {
  readonly done: Promise<void>;
  failure: Error | undefined;
}

interface Watching {
  readonly isOver: () => boolean;
  readonly counter: Counter;
}

/** Evicts the actor once the fault has fired. From the test: an actor cannot wait for its own end. */
function watchEviction({ evict }: FaultParts, { isOver, counter }: Watching): Eviction {
  const run = async (): Promise<void> => {
    while (!isOver()) await pause(RECHECK_MS);
    if (counter.hits() === 0) return;
    try {
      await evict();
    } catch (error) {
      eviction.failure = error instanceof Error ? error : new Error(String(error));
    }
  };
  const eviction: Eviction = { done: run(), failure: undefined };
  return eviction;
}

interface Counter {
  readonly claims: (operation: Operation) => boolean;
  readonly hits: () => number;
}

function createCounter(where: FaultWhere): Counter {
  const isMeant = compileWhere(where);
  const { nth: first = 1, times = 1 } = occurrenceOf(where);
  let seen = 0;
  let hits = 0;
  return {
    claims: (operation) => {
      if (!isMeant(operation)) return false;
      seen += 1;
      if (seen < first || seen >= first + times) return false;
      hits += 1;
      return true;
    },
    hits: () => hits,
  };
}

function occurrenceOf(where: FaultWhere): Occurrence {
  if ("step" in where) return { nth: where.step };
  return "operation" in where ? { nth: where.operation.nth } : where;
}
