import { env } from "cloudflare:workers";
import type { Scope } from "footlights/harness";
import { type Provocation, connectScripted } from "./provocation.ts";

const MEMORY =
  "found what keeps it in memory, expected nothing\\. Clear timers, accept sockets with ctx\\.acceptWebSocket\\(\\), await work; or use crash\\(\\)\\.";

/** What actors and waits for them say. */
export const actors: readonly Provocation[] = [
  {
    promise: "an alarm is set",
    code: "actor",
    says: /^Could not fire the alarm of CounterActor "[^"]+": found none set, expected one\.$/,
    provoke: (scope) => scope.actor(env.COUNTER).fireAlarm(),
  },
  {
    promise: "an alarm is handled",
    code: "actor",
    says: /^Could not fire the alarm of LeakyActor "[^"]+": found no alarm\(\) method, expected one\.$/,
    provoke: async (scope) => {
      const actor = scope.actor(env.LEAKY);
      await actor.rpc.leak("alarm");
      await actor.inside((instance) => Object.assign(instance, { alarm: undefined }));
      return actor.fireAlarm();
    },
  },
  {
    promise: "a fault has a place",
    code: "usage",
    says: /^Could not inject a fault: found the place \{ send, nth \}, expected one of storage, call, fetch, entry, reply, frame, operation, step\.$/,
    provoke: async (scope) => injectAnything(scope, { send: "hello", nth: 2 }, { drop: true }),
  },
  {
    promise: "a fault has an effect",
    code: "usage",
    says: /^Could not inject a fault: found the effect \{ delay \}, expected one of error, delayMs, hold, /,
    provoke: async (scope) => injectAnything(scope, { frame: "toClient" }, { delay: 3 }),
  },
  {
    promise: "a frame that a fault delays is on its way",
    code: "deadline",
    says: /^Could not see the actors settle within 20 ms: found work in flight, expected the actors to come to rest\.\n {2}ScriptedActor "[^"]+": a frame that a fault delays by 60 ms, for \d+ ms$/,
    provoke: async (scope) => {
      const client = await connectScripted(scope);
      scope.actor(env.SCRIPTED, "alice").inject({ frame: "toClient" }, { delayMs: 60 });
      client.send({ do: "say", messages: [1] });
      return scope.settle({ deadlineMs: 20 });
    },
  },
  {
    promise: "nothing keeps an evicted actor in memory",
    code: "actor",
    says: new RegExp(
      `^Could not evict PinnedActor "[^"]+": ${MEMORY}\\n  setTimeout 60000 ms at test/harness/actors/pinned\\.ts:\\d+:\\d+$`,
    ),
    provoke: async (scope) => {
      const actor = scope.actor(env.PINNED);
      await actor.rpc.setTimer(60_000);
      return actor.evict().finally(() => actor.crash());
    },
  },
  {
    promise: "what keeps an actor in memory is named even where nobody knows who made it",
    code: "actor",
    says: /\n {2}setTimeout 60000 ms at an unknown place$/,
    provoke: async (scope) => {
      const actor = scope.actor(env.PINNED);
      await actor.inside(() => queueMicrotask(setTimeout.bind(globalThis, () => {}, 60_000)));
      return actor.evict().finally(() => actor.crash());
    },
  },
  {
    promise: "an actor can hibernate",
    code: "actor",
    says: new RegExp(
      `^Could not hibernate PinnedActor "[^"]+": ${MEMORY}\\n  a socket accepted the classic way at test/harness/actors/pinned\\.ts:\\d+:\\d+$`,
    ),
    provoke: async (scope) => {
      const actor = scope.actor(env.PINNED);
      const client = await scope.connect(actor);
      return actor.expectHibernatable().finally(() => client.close());
    },
  },
  {
    promise: "an actor terminates",
    code: "deadline",
    says: /^Could not see CounterActor "[^"]+" terminated: found it alive within 20 ms, expected it to be aborted or evicted\.$/,
    provoke: async (scope) => {
      const actor = scope.actor(env.COUNTER);
      await actor.rpc.stored();
      return actor.expectTerminated({ deadlineMs: 20 });
    },
  },
  {
    promise: "frames between actors arrive",
    code: "deadline",
    says: /^Could not see the actors settle within 60 ms[^]*\n {2}LinkedActor "[^"]+": a frame on the way from LinkedActor "[^"]+", for \d+ ms$/,
    provoke: async (scope) => {
      const [opener, holder] = [scope.actor(env.LINKED, "a"), scope.actor(env.LINKED, "b")];
      await opener.rpc.open("b");
      await holder.rpc.blockForGood();
      await opener.rpc.say(0, "hello");
      return scope
        .settle({ deadlineMs: 60 })
        .finally(() => Promise.all([opener.crash(), holder.crash()]));
    },
  },
  {
    promise: "a call outlives no crash",
    code: "actor's own",
    says: /^footlights: crashed by the test$/,
    provoke: async (scope) => {
      const actor = scope.actor(env.PINNED);
      const call = actor.rpc.take(60_000);
      call.catch(() => {});
      await scope.eventually(() => {
        if (actor.steps === 0) throw new Error("The call has not arrived.");
      });
      await actor.crash();
      return call;
    },
  },
  {
    promise: "a call outlives no restart of an actor that is busy",
    code: "actor's own",
    says: /^footlights: restarted by the test$/,
    provoke: async (scope) => {
      const actor = scope.actor(env.PINNED);
      const call = actor.rpc.take(60_000);
      call.catch(() => {});
      await scope.eventually(() => {
        if (actor.steps === 0) throw new Error("The call has not arrived.");
      });
      await actor.restart();
      return call;
    },
  },
  {
    promise: "a block ends in time, and says what it still waits for",
    code: "deadline",
    says: /^Could not finish the block within 20 ms: found it still running, expected its end\.\n {2}still waiting to see socket "[^"]+" closed$/,
    provoke: async (scope) => {
      const client = await scope.connect(env.ECHO);
      let waiting: Promise<unknown> | undefined;
      const block = scope.within(20, () => new Promise(() => {}));
      waiting = client.expectClosed();
      waiting.catch(() => {});
      return block;
    },
  },
  {
    promise: "the waits of a block share its deadline",
    code: "deadline",
    says: /^Could not receive "x" on socket "[^"]+": found nothing that matches within the 20 ms of the block\.\n/,
    provoke: async (scope) => {
      const client = await scope.connect(env.ECHO);
      return scope.within(20, () => client.receive("x"));
    },
  },
  {
    promise: "a state comes about",
    code: "deadline",
    says: /^Could not see the block succeed within 20 ms: found it failing \d+ times, the last time with:\n {2}not yet$/,
    provoke: (scope) =>
      scope.eventually(
        () => {
          throw new Error("not yet");
        },
        { deadlineMs: 20 },
      ),
  },
];

/** Injects what the types would refuse. */
function injectAnything(scope: Scope, ...given: readonly unknown[]): unknown {
  return Reflect.apply(scope.actor(env.COUNTER).inject, undefined, given);
}
