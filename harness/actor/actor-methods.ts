import { captureCallSite } from "../failures/errors.ts";
import { trustProtocol } from "../matching/protocol.ts";
import { instrumentMainModule } from "../instrument/instrument.ts";
import type { ActorRecord } from "../trace/record.ts";
import { trackCall } from "../trace/transit.ts";
import type { Waits } from "../timing/waits.ts";

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

interface CallableStub {
  readonly [method: string | symbol]: (...parameters: unknown[]) => unknown;
}

/** What calls are made through. */
export interface Caller {
  readonly record: ActorRecord;
  readonly waits: Waits;
  /** Gives a fresh stub. */
  readonly stub: () => object;
}

/** Makes the methods of an actor; each call goes through a fresh stub. */
export function createMethods<Instance>({ record, waits, stub }: Caller): ActorMethods<Instance> {
  const methods = new Map<string | symbol, unknown>();
  const createMethod = (name: string | symbol) => {
    const method = (...parameters: unknown[]): Promise<unknown> => {
      const what = `${record.label}.${String(name)}()`;
      return waits.follow({ what, site: captureCallSite(method) }, call(name, parameters));
    };
    return method;
  };
  const call = async (name: string | symbol, parameters: readonly unknown[]): Promise<unknown> => {
    await instrumentMainModule();
    // Called as a method of the stub: `apply` would be sent to the actor as a method name.
    const answer = trustProtocol<CallableStub>(stub())[name]?.(...parameters);
    trackCall(record, answer);
    return answer;
  };
  // A proxy, because the methods of an actor are known to the compiler only.
  return new Proxy(Object.create(null), {
    get: (_target, name) => {
      if (name === "then") return undefined;
      const method = methods.get(name) ?? createMethod(name);
      methods.set(name, method);
      return method;
    },
  });
}
