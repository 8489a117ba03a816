import type { ActorMethods } from "./actor-methods.ts";
import type { AlarmRun } from "../clock/alarm.ts";
import type { Clock } from "../clock/clock.ts";
import type { Inject } from "../faults/inject.ts";
import type { Recording } from "./recording.ts";
import type { InsideCallback } from "../workerd/runtime.ts";
import type { WaitOptions } from "../probe/verb-types.ts";

/** An actor of one scope. Every call goes through a fresh stub, so that it works after a crash or restart too. */
export interface ActorHandle<Instance extends Rpc.DurableObjectBranded> {
  /** The name that the id was made from; undefined for an actor that has none. */
  readonly name: string | undefined;
  /** The id, as the namespace made it of the name. */
  readonly id: DurableObjectId;
  /** A fresh stub: a stub held over a crash stays broken for ever. */
  readonly stub: DurableObjectStub<Instance>;
  /** The actor's own methods; what they give is a real promise, and one that nobody awaits is reported. */
  readonly rpc: ActorMethods<Instance>;
  /** Sends a request; a path is enough, the host does not matter. Rejects with what the handler throws. */
  fetch(path: string | Request, init?: RequestInit): Promise<Response>;
  /**
   * Runs a callback inside the actor, with its instance and state; gives back what it returns. Rejects with what it
   * throws, and with the runtime's error when the actor dies meanwhile.
   */
  inside<Result>(callback: InsideCallback<Instance, Result>): Promise<Result>;
  /**
   * Drops the instance from memory, as hibernation does: storage and hibernatable sockets stay. Waits for work in
   * flight; does nothing if the actor is not running. Rejects with "actor" at once, naming file and line, when a
   * timer or a socket that cannot hibernate keeps it in memory.
   */
  evict(options?: WaitOptions): Promise<void>;
  /**
   * Drops the instance, closes its sockets and constructs it anew from storage, as a deployment does. Rejects with
   * what the constructor throws.
   */
  restart(): Promise<void>;
  /**
   * Kills the instance; what was not yet committed is lost, sockets get 1006. Now, in the middle of whatever it does
   * (default), or at the point named by `at`: then the promise resolves when that point has been reached, and rejects
   * with "deadline" when it is not.
   */
  crash(options?: CrashOptions): Promise<void>;
  /** Puts a fault into the actor: an error, delay, loss, duplicate or crash at one of its operations. */
  readonly inject: Inject;
  /**
   * Begins to record every operation of the actor: what it does, in which order, and how many rows it reads and
   * writes. Each can be given to {@link ActorHandle.inject} in another run: for trying every step of a workflow.
   */
  record(): Recording;
  /** Virtual time for this actor alone. */
  readonly clock: Clock;
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
  /**
   * The message of the error that calls in flight reject with, at whichever point; default "footlights: crashed by
   * the test". Sockets hear nothing of it: a client gets 1006 with the runtime's own reason.
   */
  readonly reason?: string;
}

/** An actor handle of whatever class. */
export interface AnyActor {
  /** The name that the id was made from; undefined for an actor that has none. */
  readonly name: string | undefined;
  /** The id, as the namespace made it of the name. */
  readonly id: DurableObjectId;
  /** Sends a request; a path is enough. Rejects with what the handler throws. */
  fetch(path: string | Request, init?: RequestInit): Promise<Response>;
  /** Runs a callback inside the actor. Rejects with what it throws. */
  inside<Result>(
    callback: (instance: unknown, state: DurableObjectState) => Result | Promise<Result>,
  ): Promise<Result>;
}
