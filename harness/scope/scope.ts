import type { ActorHandle } from "../actor/actor.ts";
import { createActor } from "../actor/create-actor.ts";
import type { Client } from "../probe/client.ts";
import { type ConnectOptions, type ConnectTarget, connect } from "./connect.ts";
import type { Clock } from "../clock/clock.ts";
import type { DeadlineOptions } from "../timing/deadline.ts";
import { type TestProbe, createTestProbe } from "../probe/test-probe.ts";
import { type Within, openWaits } from "../timing/waits.ts";
import { captureCallSite } from "../failures/errors.ts";
import { eventually } from "../timing/eventually.ts";
import type { Sendable } from "../matching/frame.ts";
import type { UntypedMessage } from "../matching/pattern.ts";
import { openOwnership } from "./ownership.ts";
import type { WaitOptions } from "../probe/verb-types.ts";
import { trustProtocol } from "../matching/protocol.ts";
import type { Settled } from "./settle.ts";
import type { LeakPolicy } from "./leaks.ts";
import { makeScopeId } from "./scope-id.ts";

/** What one test owns: its session id, actors, sockets and waits. Disposed at the test's end. */
export interface Scope extends AsyncDisposable {
  /** Readable and unique per test, retry and repeat; of the characters a-z, 0-9 and "-". */
  readonly id: string;
  /** The id itself, or `<id>-<base>`: a name that no other test uses. */
  readonly name: (base?: string) => string;
  /** The actor of this scope with that name; the same name gives the same actor. */
  readonly actor: ActorVerb;
  /**
   * Opens a WebSocket; it is closed at the end of the scope.
   * A namespace means this scope's actor of it (see `name` in the options). The type arguments are
   * the messages that arrive and that may be sent.
   * Rejects with "not-upgraded" when the answer is not a WebSocket.
   */
  readonly connect: <Received = UntypedMessage, Sent extends Sendable = Sendable>(
    target: ConnectTarget,
    options?: ConnectOptions,
  ) => Promise<Client<Received, Sent>>;
  /**
   * Opens a probe without a socket, for callbacks and stand-ins; `name` (default "probe") is what failure texts
   * call it. The type argument is the messages that it is delivered.
   */
  readonly probe: <Received = unknown>(name?: string) => TestProbe<Received>;
  /** Runs `cleanup` at the end of the scope, last deferred first. */
  readonly defer: (cleanup: () => unknown) => void;
  /**
   * Runs `body`, all of whose waits share one deadline of `ms` milliseconds from now; blocks may be nested,
   * the earliest deadline counts. Rejects with "deadline" when the block outlives it.
   */
  readonly within: Within;
  /**
   * Runs `body` again until it neither throws nor rejects and gives what it returned; tried again whenever a
   * message arrives or an actor begins or ends something (a handler, a storage write, a timer), and now and then. Rejects with "deadline", its cause the last failure.
   */
  readonly eventually: <Result>(
    body: () => Result | Promise<Result>,
    options?: WaitOptions,
  ) => Promise<Result>;
  /**
   * Resolves when none of the scope's actors does anything and nothing is on its way to or from one: handlers,
   * storage, calls, requests, `waitUntil` work, timers and alarms due before the deadline, frames on sockets.
   * Rejects with "deadline", naming what is still in flight and where it was begun.
   */
  readonly settle: (options?: WaitOptions) => Promise<Settled>;
  /** Virtual time for all actors of the scope at once, also for those that it touches later. */
  readonly clock: Clock;
  /**
   * Ends the scope: closes every socket from both ends, lets work in flight end, deletes alarms and ends what is
   * left, for its own actors only. Rejects with "leak" at the line of what was left behind; with an `AggregateError`
   * if that is more than one thing.
   */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Gives an actor of a scope. */
export interface ActorVerb {
  /** Of a namespace that knows its class. */
  <Instance extends Rpc.DurableObjectBranded>(
    namespace: DurableObjectNamespace<Instance>,
    name?: string,
  ): ActorHandle<Instance>;
  /** Of a namespace that does not, as of a class that extends nothing: it has no methods to call. */
  (namespace: DurableObjectNamespace, name?: string): ActorHandle<Rpc.DurableObjectBranded>;
}

/** How a scope is opened. */
export interface ScopeOptions extends DeadlineOptions {
  /**
   * Whether the names by which the scope's actors address others are the scope's own, as {@link Scope.name} makes
   * them: what an actor calls `main` is then `scope.actor(namespace, "main")`, and no other test's. Names that begin
   * with the scope's id are left alone, and so are actors that were reached under a name of somebody else's making.
   * Default true.
   */
  readonly isolateNames?: boolean;
  /** What becomes of what the test leaves behind; default "fail". */
  readonly leaks?: LeakPolicy;
  /** Used in the id; a scope opened twice with the same name shares its actors. Default: a random one. */
  readonly name?: string;
  /** The id itself; default: one made from the name. */
  readonly id?: string;
}

/** Opens a scope outside the `test` fixture: `await using scope = openScope()`. */
export function openScope(options: ScopeOptions = {}): Scope {
  const name = options.name ?? crypto.randomUUID();
  const id = options.id ?? makeScopeId({ title: options.name ?? "scope", key: name });
  const waits = openWaits(options);
  const ownership = openOwnership(waits, {
    policy: options.leaks ?? "fail",
    localName: (caller, given) => {
      const isOwn = options.isolateNames !== false && caller?.startsWith(id) === true;
      return isOwn && !given.startsWith(id) ? `${id}-${given}` : given;
    },
  });
  const scopedName = (base?: string): string => (base === undefined ? id : `${id}-${base}`);

  const actor = <Instance extends Rpc.DurableObjectBranded>(
    namespace: DurableObjectNamespace<Instance>,
    base?: string,
  ): ActorHandle<Instance> => {
    const actorName = scopedName(base);
    const id = namespace.idFromName(actorName);
    const record = ownership.addActor(id.toString());
    record.name = actorName;
    if (!record.isAlive) record.label = `actor "${actorName}"`;
    const { addFault, defer } = ownership;
    return createActor({
      namespace,
      id,
      name: actorName,
      record,
      waits,
      addFault,
      addRecording: (recording) => {
        defer(recording.stop);
        return recording;
      },
      clock: ownership.clockOf(record),
    });
  };

  const connectTo: Scope["connect"] = (target, connectOptions = {}) =>
    connect(target, {
      ...connectOptions,
      site: captureCallSite(connectTo),
      waits,
      ownership,
      scopeId: id,
      // Structural until here, so that a namespace of any class is accepted.
      actorOf: (namespace, base) =>
        actor(trustProtocol<DurableObjectNamespace<Rpc.DurableObjectBranded>>(namespace), base),
    });

  const retry: Scope["eventually"] = (body, { deadlineMs } = {}) => {
    const site = captureCallSite(retry);
    const { onActivity, version } = ownership;
    return waits.follow(
      { what: "eventually(…)", site },
      eventually(body, { waits, site, onActivity, version, deadlineMs }),
    );
  };

  const settleAll: Scope["settle"] = ({ deadlineMs } = {}) => {
    const site = captureCallSite(settleAll);
    const settling = ownership.settle({ site, deadlineMs, why: "see the actors settle" });
    return waits.follow({ what: "settle()", site }, settling);
  };

  return {
    id,
    name: scopedName,
    // The same whether or not the namespace knows its class.
    actor: trustProtocol<ActorVerb>(actor),
    connect: connectTo,
    probe: (label = "probe") =>
      createTestProbe({
        name: label,
        waits,
        settle: async (rest) => void (await ownership.settle(rest)),
      }),
    defer: ownership.defer,
    within: waits.within,
    eventually: retry,
    settle: settleAll,
    clock: ownership.clock,
    [Symbol.asyncDispose]: async () => {
      const errors = await ownership.dispose();
      if (errors.length === 1) throw errors[0];
      if (errors.length > 1) throw new AggregateError(errors, describeAll(errors));
    },
  };
}

function describeAll(errors: readonly unknown[]): string {
  const lines = errors.map(
    (error) => `\n- ${error instanceof Error ? error.message : String(error)}`,
  );
  return `Could not end the test cleanly: found ${errors.length} things left behind.${lines.join("")}`;
}
