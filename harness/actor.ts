import { type ActorMethods, createMethods } from "./actor-methods.ts";
import { type AlarmRun, runAlarm } from "./alarm.ts";
import { captureCallSite } from "./errors.ts";
import type { FaultEffect } from "./faults/effect.ts";
import { type Fault, type FaultOptions, type InjectedFault, injectFault } from "./faults/fault.ts";
import type { Inject } from "./faults/inject.ts";
import type { FaultWhere } from "./faults/where.ts";
import * as life from "./lifecycle.ts";
import { type InsideCallback, runInside } from "./runtime.ts";
import { runAsActor } from "./trace/current-actor.ts";
import { instrumentMainModule } from "./trace/instrument.ts";
import type { ActorRecord } from "./trace/record.ts";
import type { WaitOptions } from "./verb-types.ts";
import type { Waits } from "./waits.ts";

/** An actor of one scope. Every call goes through a fresh stub, so that it works after a crash or restart too. */
export interface ActorHandle<Instance extends Rpc.DurableObjectBranded> {
  /** The name that the id was made from; undefined for an actor that has none. */
  readonly name: string | undefined;
  readonly id: DurableObjectId;
  /** A fresh stub: a stub held over a crash stays broken for ever. */
  readonly stub: DurableObjectStub<Instance>;
  /** The actor's own methods; what they give is a real promise, and one that nobody awaits is reported. */
  readonly rpc: ActorMethods<Instance>;
  /** Sends a request; a path is enough, the host does not matter. */
  fetch(path: string | Request, init?: RequestInit): Promise<Response>;
  /** Runs a callback inside the actor, with its instance and state; gives back what it returns. */
  inside<Result>(callback: InsideCallback<Instance, Result>): Promise<Result>;
  /**
   * Drops the instance from memory, as hibernation does: storage and hibernatable sockets stay. Waits for work in
   * flight; does nothing if the actor is not running. Rejects with "actor" at once, naming file and line, when a
   * timer or a socket that cannot hibernate keeps it in memory.
   */
  evict(options?: WaitOptions): Promise<void>;
  /** Drops the instance, closes its sockets and constructs it anew from storage, as a deployment does. */
  restart(): Promise<void>;
  /**
   * Kills the instance; what was not yet committed is lost, sockets get 1006. Now, in the middle of whatever it does
   * (default), or at the point named by `at`: then the promise resolves when that point has been reached.
   */
  crash(options?: CrashOptions): Promise<void>;
  /** Puts a fault into the actor: an error, delay, loss, duplicate or crash at one of its operations. */
  readonly inject: Inject;
  /** Number of operations so far: storage, calls, requests, replies, frames. See {@link StepWhere}. */
  readonly steps: number;
  /**
   * Runs the alarm that is set, now. Rejects with what the handler throws, after setting the alarm again as the
   * runtime would; with "actor" if none is set.
   */
  fireAlarm(run?: AlarmRun): Promise<void>;
  /** Rejects with "actor", listing with file and line what keeps the actor from hibernating, if anything does. */
  expectHibernatable(options?: WaitOptions): Promise<void>;
  /** Resolves once the instance is gone: aborted, evicted or reset. Rejects with "deadline". */
  expectTerminated(options?: WaitOptions): Promise<void>;
}

/** How an actor is made to crash. */
export interface CrashOptions {
  /**
   * `now` (default); `afterNextWrite`, once the next storage write is safe; `beforeNextReply`, before a caller or
   * client hears of what has been done.
   */
  readonly at?: "now" | "afterNextWrite" | "beforeNextReply";
  /** What in-flight callers are told; default "crashed by the test". */
  readonly reason?: string;
}

/** An actor handle of whatever class. */
export interface AnyActor {
  readonly name: string | undefined;
  readonly id: DurableObjectId;
  fetch(path: string | Request, init?: RequestInit): Promise<Response>;
  inside<Result>(
    callback: (instance: unknown, state: DurableObjectState) => Result | Promise<Result>,
  ): Promise<Result>;
}

const handles = new WeakSet();

/** Says whether `target` is an actor handle; a stub would say yes to any property. */
export function isActorHandle(target: object): target is AnyActor {
  return handles.has(target);
}

/** What an actor handle works with. */
export interface ActorParts<Instance extends Rpc.DurableObjectBranded> {
  readonly namespace: DurableObjectNamespace<Instance>;
  readonly id: DurableObjectId;
  readonly name: string | undefined;
  readonly record: ActorRecord;
  readonly waits: Waits;
  /** Hands a fault to the scope, which removes it. */
  readonly addFault: (fault: InjectedFault) => Fault;
}

/** Makes the handle of an actor. */
export function createActor<Instance extends Rpc.DurableObjectBranded>(
  parts: ActorParts<Instance>,
): ActorHandle<Instance> {
  const { namespace, id, name, record, waits, addFault } = parts;
  const stub = (): DurableObjectStub<Instance> => namespace.get(id);
  const living = {
    record,
    waits,
    stub: () => stub() as DurableObjectStub<Rpc.DurableObjectBranded>,
  };

  const evict: ActorHandle<Instance>["evict"] = ({ deadlineMs } = {}) =>
    life.evict(living, { site: captureCallSite(evict), deadlineMs });
  const expectHibernatable: ActorHandle<Instance>["expectHibernatable"] = ({ deadlineMs } = {}) =>
    life.expectHibernatable(living, { site: captureCallSite(expectHibernatable), deadlineMs });
  const expectTerminated: ActorHandle<Instance>["expectTerminated"] = ({ deadlineMs } = {}) =>
    life.expectTerminated(living, { site: captureCallSite(expectTerminated), deadlineMs });

  const inject: Inject = (where: FaultWhere, effect: FaultEffect, options: FaultOptions = {}) =>
    addFault(
      injectFault({ ...options, where, effect, record, waits, site: captureCallSite(inject) }),
    );
  const crashAt = async (at: "afterNextWrite" | "beforeNextReply"): Promise<void> => {
    const fault =
      at === "afterNextWrite"
        ? inject({ storage: "write" }, { crash: "after" })
        : inject({ reply: /^/ }, { crash: "before" });
    await fault.hit();
    await life.expectTerminated(living, { site: captureCallSite(crashAt) });
  };

  const handle: ActorHandle<Instance> = {
    name,
    id,
    get stub() {
      return stub();
    },
    rpc: createMethods<Instance>({ label: () => record.label, waits, stub }),
    fetch: async (path, init) => {
      await instrumentMainModule();
      return stub().fetch(toRequest(path, init));
    },
    inside: async (callback) => {
      await instrumentMainModule();
      return runInside(stub(), (instance, state) =>
        runAsActor(record, () => callback(instance, state)),
      );
    },
    evict,
    restart: () => life.restart(living),
    crash: ({ at = "now", reason = "crashed by the test" } = {}) =>
      at === "now" ? life.abort(living, reason) : crashAt(at),
    inject,
    get steps() {
      return record.steps;
    },
    fireAlarm: async (run = {}) => {
      await instrumentMainModule();
      await runInside(stub(), (instance, state) => runAlarm(instance, state, { record, run }));
    },
    expectHibernatable,
    expectTerminated,
  };
  handles.add(handle);
  return handle;
}

/** Makes a request out of a path, on a host that does not exist. */
export function toRequest(path: string | Request, init?: RequestInit): Request {
  return path instanceof Request
    ? new Request(path, init)
    : new Request(new URL(path, "http://actor.test"), init);
}
