import { type CallSite, errorAt } from "../errors.ts";
import { pause } from "../runtime.ts";
import type { Interceptor, Operation } from "../trace/interception.ts";
import type { ActorRecord } from "../trace/record.ts";
import type { Waits } from "../waits.ts";
import { type FaultEffect, applyEffect } from "./effect.ts";
import { type FaultWhere, compileWhere, describeWhere } from "./where.ts";

/** A fault that was injected into an actor; removed at the end of the scope, or by `using`. */
export interface Fault extends Disposable {
  /** How many operations it has changed so far. */
  readonly hits: number;
  /** Resolves once it has changed an operation; rejects with "deadline". */
  readonly hit: () => Promise<void>;
  /** Takes it out again; an operation that it delays goes on. */
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
}

/** Everything a fault is made of. */
export interface FaultParts extends FaultOptions {
  readonly record: ActorRecord;
  readonly where: FaultWhere;
  readonly effect: FaultEffect;
  readonly site: CallSite;
  readonly waits: Waits;
}

const RECHECK_MS = 2;

/** Puts a fault into an actor. */
export function injectFault(parts: FaultParts): InjectedFault {
  const { record, where, effect, site, waits } = parts;
  const counter = createCounter(where);
  const interceptor: Interceptor = {
    claims: counter.claims,
    perform: (operation) => applyEffect(effect, operation, record),
  };
  record.interceptors.add(interceptor);
  const remove = (): void => {
    record.interceptors.delete(interceptor);
  };
  const named = `the fault on ${describeWhere(where)} of ${record.label}`;

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
  };

  return {
    get hits() {
      return counter.hits();
    },
    hit,
    remove,
    complaint: () => {
      if (counter.hits() > 0 || parts.optional === true) return undefined;
      const message = `Could not end the test cleanly: found that ${named} never fired, expected it to. Inject it with { optional: true } if that is all right.`;
      return errorAt(site, "leak", message);
    },
    [Symbol.dispose]: remove,
  };
}

interface Counter {
  readonly claims: (operation: Operation) => boolean;
  readonly hits: () => number;
}

function createCounter(where: FaultWhere): Counter {
  const isMeant = compileWhere(where);
  const first = "step" in where ? where.step : (where.nth ?? 1);
  const times = "step" in where ? 1 : (where.times ?? 1);
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
