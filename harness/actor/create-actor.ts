import type { ActorHandle, AnyActor, CrashOptions } from "./actor.ts";
import { createMethods } from "./actor-methods.ts";
import { type AlarmRun, runAlarm } from "../clock/alarm.ts";
import type { Clock } from "../clock/clock.ts";
import { type CallSite, captureCallSite } from "../failures/errors.ts";
import type { FaultEffect } from "../faults/effect.ts";
import { type Fault, type FaultOptions, type InjectedFault, injectFault } from "../faults/fault.ts";
import type { FaultWhere } from "../faults/where.ts";
import * as life from "./lifecycle.ts";
import { type Recording, recordOperations } from "./recording.ts";
import { type InsideCallback, runInside } from "../workerd/runtime.ts";
import { runAsActor } from "../trace/current-actor.ts";
import { instrumentMainModule } from "../instrument/instrument.ts";
import type { ActorRecord } from "../trace/record.ts";
import { trackCall } from "../trace/transit.ts";
import type { WaitOptions } from "../probe/verb-types.ts";
import type { Waits } from "../timing/waits.ts";

/** What an actor handle works with. */
export interface ActorParts<Instance extends Rpc.DurableObjectBranded> {
  readonly namespace: DurableObjectNamespace<Instance>;
  readonly id: DurableObjectId;
  readonly name: string | undefined;
  readonly record: ActorRecord;
  readonly waits: Waits;
  /** Hands a fault to the scope, which removes it. */
  readonly addFault: (fault: InjectedFault) => Fault;
  /** Hands a recording to the scope, which ends it. */
  readonly addRecording: (recording: Recording) => Recording;
  readonly clock: Clock;
}

const handles = new WeakSet();

/** Says whether `target` is an actor handle; a stub would say yes to any property. */
export function isActorHandle(target: object): target is AnyActor {
  return handles.has(target);
}

/** Makes the handle of an actor. */
export function createActor<Instance extends Rpc.DurableObjectBranded>(
  parts: ActorParts<Instance>,
): ActorHandle<Instance> {
  const { namespace, id, name, record, waits } = parts;
  const stub = (): DurableObjectStub<Instance> => namespace.get(id);
  const injectAt = createInject(parts);
  const inject = (where: FaultWhere, effect: FaultEffect, options: FaultOptions = {}): Fault =>
    injectAt(captureCallSite(inject), where, { ...options, effect });
  const identity = {
    name,
    id,
    get stub() {
      return stub();
    },
    get steps() {
      return record.steps;
    },
    rpc: createMethods<Instance>({ record, waits, stub }),
    inject,
    record: () => parts.addRecording(recordOperations(record)),
    clock: parts.clock,
  };
  const handle = Object.assign(identity, createEntries(parts, stub), createLife(parts, injectAt));
  handles.add(handle);
  return handle;
}

type Stub<Instance extends Rpc.DurableObjectBranded> = () => DurableObjectStub<Instance>;

function createEntries<Instance extends Rpc.DurableObjectBranded>(
  { record, waits }: ActorParts<Instance>,
  stub: Stub<Instance>,
): Pick<ActorHandle<Instance>, "fetch" | "inside" | "fireAlarm"> {
  const follow = <Result>(
    what: string,
    site: CallSite,
    promise: Promise<Result>,
  ): Promise<Result> => waits.follow({ what: `${what} of ${record.label}`, site }, promise);
  const enter = async <Result>(callback: InsideCallback<Instance, Result>): Promise<Result> => {
    await instrumentMainModule();
    return runInside(stub(), callback);
  };
  const request = async (path: string | Request, init?: RequestInit): Promise<Response> => {
    await instrumentMainModule();
    const answer = stub().fetch(toRequest(path, init));
    trackCall(record, answer);
    return answer;
  };

  const fetch = (path: string | Request, init?: RequestInit): Promise<Response> =>
    follow("fetch()", captureCallSite(fetch), request(path, init));
  const inside = <Result>(callback: InsideCallback<Instance, Result>): Promise<Result> => {
    const run = enter((instance, state) => runAsActor(record, () => callback(instance, state)));
    return follow("inside()", captureCallSite(inside), run);
  };
  const fireAlarm = (run: AlarmRun = {}): Promise<void> => {
    // Not as the actor: the runtime enters the handler from outside.
    const firing = enter((instance, state) => runAlarm(instance, state, { record, run }));
    return follow("fireAlarm()", captureCallSite(fireAlarm), firing);
  };
  return { fetch, inside, fireAlarm };
}

function createLife<Instance extends Rpc.DurableObjectBranded>(
  { namespace, id, record, waits }: ActorParts<Instance>,
  injectAt: InjectAt,
): Pick<
  ActorHandle<Instance>,
  "evict" | "restart" | "crash" | "expectHibernatable" | "expectTerminated"
> {
  const stub: life.Living["stub"] = () => namespace.get(id);
  const living = { record, waits, stub };
  const follow = (what: string, site: CallSite, promise: Promise<void>): Promise<void> =>
    waits.follow({ what: `${what} of ${record.label}`, site }, promise);

  const evict = ({ deadlineMs }: WaitOptions = {}): Promise<void> => {
    const site = captureCallSite(evict);
    return follow("evict()", site, life.evict(living, { site, deadlineMs }));
  };
  const restart = (): Promise<void> =>
    follow("restart()", captureCallSite(restart), life.restart(living));
  const crash = (options: CrashOptions = {}): Promise<void> => {
    const site = captureCallSite(crash);
    return follow("crash()", site, crashAt(living, { ...options, site, injectAt }));
  };
  const expectHibernatable = ({ deadlineMs }: WaitOptions = {}): Promise<void> => {
    const site = captureCallSite(expectHibernatable);
    return follow(
      "expectHibernatable()",
      site,
      life.expectHibernatable(living, { site, deadlineMs }),
    );
  };
  const expectTerminated = ({ deadlineMs }: WaitOptions = {}): Promise<void> => {
    const site = captureCallSite(expectTerminated);
    return follow("expectTerminated()", site, life.expectTerminated(living, { site, deadlineMs }));
  };
  return { evict, restart, crash, expectHibernatable, expectTerminated };
}

interface Crash extends CrashOptions {
  readonly site: CallSite;
  readonly injectAt: InjectAt;
}

// Who waits for the point is told already that it was not reached.
const unreached = { optional: true };

async function crashAt(living: life.Living, crash: Crash): Promise<void> {
  const { at = "now", reason = "footlights: crashed by the test", site, injectAt } = crash;
  if (at === "now") return life.abort(living, reason);
  const fault =
    at === "afterNextWrite"
      ? injectAt(site, { storage: "write" }, { effect: { crash: "after", reason }, ...unreached })
      : injectAt(site, { reply: /^/ }, { effect: { crash: "before", reason }, ...unreached });
  await fault.hit();
}

/** Injects a fault on behalf of the line that called. */
type InjectAt = (
  site: CallSite,
  where: FaultWhere,
  what: FaultOptions & { readonly effect: FaultEffect },
) => Fault;

function createInject<Instance extends Rpc.DurableObjectBranded>({
  record,
  waits,
  addFault,
  namespace,
  id,
}: ActorParts<Instance>): InjectAt {
  const living: life.Living = { record, waits, stub: () => namespace.get(id) };
  return (site, where, what) => {
    const evict = (): Promise<void> => life.evict(living, { site });
    const terminated = (since: number): Promise<void> =>
      life.expectTerminated(living, { site, since });
    return addFault(injectFault({ ...what, where, record, waits, site, evict, terminated }));
  };
}

/** Makes a request out of a path, on a host that does not exist. */
export function toRequest(path: string | Request, init?: RequestInit): Request {
  return path instanceof Request
    ? new Request(path, init)
    : new Request(new URL(path, "http://actor.test"), init);
}
