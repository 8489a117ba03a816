import { HarnessError } from "./errors.ts";
import { trustProtocol } from "./protocol.ts";
import { runAsActor } from "./trace/current-actor.ts";
import { recordOf } from "./trace/registry.ts";
import { instrumentMainModule } from "./trace/instrument.ts";
import { type InsideCallback, evictActor, runInside } from "./runtime.ts";

/** Names that the runtime calls itself: not part of an actor's RPC surface. */
type Entry =
  | "fetch"
  | "alarm"
  | "webSocketMessage"
  | "webSocketClose"
  | "webSocketError"
  | "constructor";

/** The public methods of an actor as real promises: `expect(actor.rpc.m()).rejects` is safe. */
export type ActorMethods<Instance> = {
  readonly [
    Name in Exclude<keyof Instance, Entry> as Instance[Name] extends (
      ...parameters: never[]
    ) => unknown
      ? Name
      : never
  ]: Instance[Name] extends (...parameters: infer Parameters) => infer Result
    ? (...parameters: Parameters) => Promise<Awaited<Result>>
    : never;
};

/** An actor of one scope. Every call goes through a fresh stub, so that it works after a crash or restart too. */
export interface ActorHandle<Instance extends Rpc.DurableObjectBranded> {
  /** The name that the id was made from; undefined for an actor that has none. */
  readonly name: string | undefined;
  readonly id: DurableObjectId;
  /** A fresh stub: a stub held over a crash stays broken for ever. */
  readonly stub: DurableObjectStub<Instance>;
  readonly rpc: ActorMethods<Instance>;
  /** Sends a request; a path is enough, the host does not matter. */
  fetch(path: string | Request, init?: RequestInit): Promise<Response>;
  /** Runs a callback inside the actor, with its instance and state; gives back what it returns. */
  inside<Result>(callback: InsideCallback<Instance, Result>): Promise<Result>;
  /** Drops the instance from memory, storage and hibernatable sockets stay; does nothing if it is not running. */
  evict(): Promise<void>;
  /** Drops the instance, closes its sockets and constructs it anew from storage, as a deployment does. */
  restart(): Promise<void>;
  /** Kills the instance in the middle of whatever it does; what was not yet committed is lost. */
  crash(reason?: string): Promise<void>;
  /** Runs the alarm that is set, now; rejects with what the handler throws, or "actor" if none is set. */
  fireAlarm(info?: { readonly retryCount?: number }): Promise<void>;
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

/** Makes the handle of the actor with this id. */
export function createActor<Instance extends Rpc.DurableObjectBranded>(
  namespace: DurableObjectNamespace<Instance>,
  id: DurableObjectId,
  label: string | undefined,
): ActorHandle<Instance> {
  const stub = (): DurableObjectStub<Instance> => namespace.get(id);
  const inside = async <Result>(callback: InsideCallback<Instance, Result>): Promise<Result> => {
    await instrumentMainModule();
    return runInside<Instance, Result>(stub(), (instance, state) => {
      const record = recordOf(id.toString());
      const run = (): Result | Promise<Result> => callback(instance, state);
      return record === undefined ? run() : runAsActor(record, run);
    });
  };
  const evict = (webSockets: "hibernate" | "close"): Promise<void> =>
    evictActor(stub(), webSockets).catch((error: unknown) => {
      if (!String(error).includes("not currently running")) throw error;
    });
  const crash = async (reason = "crashed by the test"): Promise<void> => {
    const aborted = `footlights: ${reason}`;
    await inside((_instance, state) => state.abort(aborted)).catch((error: unknown) => {
      if (!String(error).includes(aborted)) throw error;
    });
  };
  const handle: ActorHandle<Instance> = {
    name: label,
    id,
    get stub() {
      return stub();
    },
    rpc: createMethods<Instance>(stub),
    fetch: async (path, init) => {
      await instrumentMainModule();
      return stub().fetch(toRequest(path, init));
    },
    inside,
    evict: () => evict("hibernate"),
    restart: async () => {
      await evict("close");
      await inside(() => undefined);
    },
    crash,
    fireAlarm: async (info = {}) => {
      await instrumentMainModule();
      await runInside(stub(), (instance, state) => runAlarm(instance, state, info.retryCount ?? 0));
    },
  };
  handles.add(handle);
  return handle;
}

interface CallableStub {
  readonly [method: string | symbol]: (...parameters: unknown[]) => unknown;
}

function createMethods<Instance extends Rpc.DurableObjectBranded>(
  stub: () => DurableObjectStub<Instance>,
): ActorMethods<Instance> {
  const methods = new Map<string | symbol, unknown>();
  // A proxy, because the methods of an actor are known to the compiler only.
  return new Proxy(Object.create(null), {
    get: (_target, name) => {
      if (name === "then") return undefined;
      const known = methods.get(name);
      if (known !== undefined) return known;
      const method = async (...parameters: unknown[]): Promise<unknown> => {
        await instrumentMainModule();
        // Called as a method of the stub: `apply` would be sent to the actor as a method name.
        return trustProtocol<CallableStub>(stub())[name]?.(...parameters);
      };
      methods.set(name, method);
      return method;
    },
  });
}

/** Makes a request out of a path, on a host that does not exist. */
export function toRequest(path: string | Request, init?: RequestInit): Request {
  return path instanceof Request
    ? new Request(path, init)
    : new Request(new URL(path, "http://actor.test"), init);
}

async function runAlarm(
  instance: Rpc.DurableObjectBranded,
  state: DurableObjectState,
  retryCount: number,
): Promise<void> {
  const whose = `Could not fire the alarm of actor "${state.id.name ?? state.id.toString()}"`;
  const scheduledTime = await state.storage.getAlarm();
  if (scheduledTime === null)
    throw new HarnessError("actor", `${whose}: found none set, expected one.`);
  const handler: unknown = Reflect.get(instance, "alarm");
  if (typeof handler !== "function") {
    throw new HarnessError("actor", `${whose}: found no alarm() method, expected one.`);
  }
  await state.storage.deleteAlarm();
  await Reflect.apply(handler, instance, [{ scheduledTime, retryCount, isRetry: retryCount > 0 }]);
}
