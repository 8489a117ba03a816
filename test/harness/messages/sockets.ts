import { env } from "cloudflare:workers";
import { type Scope, openScope } from "footlights/harness";
import type { Detour } from "../actors/late.ts";
import { type Provocation, connectScripted } from "./provocation.ts";

const soon = { deadlineMs: 20 };

async function connectLate(scope: Scope, ...detours: readonly Detour[]) {
  const client = await scope.connect<string, readonly Detour[]>(env.LATE, { name: "alice" });
  client.send(detours);
  return client;
}

/** The other end of a socket that no actor holds. */
async function answerElsewhere(): Promise<Response> {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  return new Response(null, { status: 101, webSocket: client });
}

/** What sockets, silences and settling say. */
export const sockets: readonly Provocation[] = [
  {
    promise: "connect opens a WebSocket",
    code: "not-upgraded",
    says: /^Could not open socket "\/": found status 404 with "Not found", expected 101 with a WebSocket\.$/,
    provoke: (scope) =>
      scope.connect({ fetch: async () => new Response("Not found", { status: 404 }) }),
  },
  {
    promise: "a socket is open when it is sent on",
    code: "closed",
    says: /^Could not send on socket "alice": found it closed\. socket: closed by the test, not yet by the actor; 0 sent$/,
    provoke: async (scope) => {
      const client = await connectScripted(scope);
      const closing = client.close();
      try {
        client.send({ do: "abort" });
      } finally {
        await closing;
      }
    },
  },
  {
    promise: "a socket is open while something is awaited on it",
    code: "closed",
    says: /^Could not receive "x" on socket "alice": found nothing that matches before the end\.\n[^]*socket: broken off with 1006/,
    provoke: async (scope) => {
      const client = await connectScripted(scope);
      client.send({ do: "abort" });
      return client.receive("x");
    },
  },
  {
    promise: "the other end closes",
    code: "deadline",
    says: /^Could not see socket "alice" closed: found it open within 20 ms\.\n {2}socket: open; 0 sent$/,
    provoke: async (scope) => (await connectScripted(scope)).expectClosed({}, soon),
  },
  {
    promise: "the other end closes as expected",
    code: "mismatch",
    says: /^Could not see socket "alice" closed as expected: found closed with 4001 "bye", expected 4000 \/hi\/ not clean\.$/,
    provoke: async (scope) => {
      const client = await connectScripted(scope);
      client.send({ do: "close", code: 4001, reason: "bye" });
      return client.expectClosed({ code: 4000, reason: /hi/, clean: false });
    },
  },
  {
    promise: "the actor handles the close frame",
    code: "leak",
    says: /^Could not close socket "alice": found the actor busy with webSocketClose within \d+ ms, expected the actor to handle the close frame\.$/,
    provoke: async (scope) => {
      const counter = scope.actor(env.COUNTER, "alice");
      const held = counter.inject({ entry: "webSocketClose" }, { hold: true });
      await using hasty = openScope({ deadlineMs: 150, id: scope.id });
      const client = await hasty.connect(env.COUNTER, { name: "alice" });
      return await client.close().finally(held.release);
    },
  },
  {
    promise: "the actor answers the close frame",
    code: "leak",
    says: /^Could not close socket "alice": found no answer within 0 ms, expected the actor to handle the close frame\.$/,
    provoke: async (scope) => {
      const client = await connectScripted(scope);
      await scope.settle();
      await using hasty = openScope({ deadlineMs: 0, id: scope.id });
      const other = await hasty.connect(env.SCRIPTED, { name: "alice" });
      return await other.close().finally(() => client.close());
    },
  },
  {
    promise: "nothing comes",
    code: "mismatch",
    says: /^Could not see silence on socket "alice": found #0 "late", expected no message like "late"\.\n {2}sent by LateActor "[^"]+" at test\/harness\/actors\/late\.ts:\d+:\d+, in webSocketMessage, during waitUntil \(test\/harness\/actors\/late\.ts:\d+:\d+\)$/,
    provoke: async (scope) => (await connectLate(scope, "waitUntil")).expectNoMessage("late"),
  },
  {
    promise: "nothing comes of a timer",
    code: "mismatch",
    says: /^Could not see silence on socket "alice": found #0 "late", expected no message\.\n[^]*, in callback of setTimeout 12 ms \(test/,
    provoke: async (scope) => (await connectLate(scope, "timer")).expectNoMessage(),
  },
  {
    promise: "nothing comes over a classic socket",
    code: "mismatch",
    says: /found #1 "x", expected no message like "x"\.\n {2}sent by ClassicActor "[^"]+" at test\/harness\/actors\/classic\.ts:\d+:\d+, in message listener$/,
    provoke: async (scope) => {
      const client = await scope.connect(env.CLASSIC);
      client.send("x");
      return client.expectNoMessage("x");
    },
  },
  {
    promise: "silence is proven of an actor of this Worker",
    code: "usage",
    says: /^Could not prove silence on socket "alice": found that its other end is not an actor of this Worker, expected one\. Use \{ forMs \} to wait for some time instead\.$/,
    provoke: async (scope) => {
      return (await scope.connect({ fetch: answerElsewhere }, { name: "alice" })).expectNoMessage();
    },
  },
  {
    promise: "actors come to rest before silence is proven",
    code: "deadline",
    says: /^Could not prove silence on socket "alice" within 60 ms: found work in flight, expected the actors to come to rest\.\n {2}LateActor "[^"]+": waitUntil at test\/harness\/messages\/sockets\.ts:\d+:\d+, for \d+ ms$/,
    provoke: async (scope) => {
      const actor = scope.actor(env.LATE, "alice");
      const client = await scope.connect(env.LATE, { name: "alice" });
      await actor.inside((_instance, state) => state.waitUntil(new Promise(() => {})));
      return client.expectNoMessage(undefined, { deadlineMs: 60 }).finally(() => actor.crash());
    },
  },
  {
    promise: "actors come to rest before all of a kind is received",
    code: "deadline",
    says: /^Could not receive all any message on socket "alice" within 60 ms: found work in flight/,
    provoke: async (scope) => {
      const client = await connectScripted(scope);
      const actor = scope.actor(env.SCRIPTED, "alice");
      await actor.inside((_instance, state) => state.waitUntil(new Promise(() => {})));
      return client.receiveWhile(undefined, { deadlineMs: 60 }).finally(() => actor.crash());
    },
  },
  {
    promise: "actors settle",
    code: "deadline",
    says: /^Could not see the actors settle within 60 ms: found work in flight, expected the actors to come to rest\.\n {2}LateActor "[^"]+": fetch https:\/\/slow\.test\/ at test/,
    provoke: async (scope) => {
      const actor = scope.actor(env.LATE);
      const held = actor.inject({ fetch: "https://slow.test/" }, { hold: true });
      const asking = actor.inside(() => fetch("https://slow.test/").catch(() => {}));
      const ended = asking.catch(() => {}); // the crash may be told here before crash() resolves
      await held.hit();
      try {
        await scope.settle({ deadlineMs: 60 });
      } finally {
        await actor.crash();
        await ended;
      }
    },
  },
  {
    promise: "what is on its way on a socket arrives",
    code: "deadline",
    says: /^Could not see the actors settle within 60 ms: found no answer on socket "alice", expected the actors to come to rest\.$/,
    provoke: async (scope) => {
      const client = await connectScripted(scope);
      const actor = scope.actor(env.SCRIPTED, "alice");
      await actor.inside((_instance, state) => {
        for (const socket of state.getWebSockets()) socket.send = () => {};
      });
      client.send({ do: "say", messages: [] });
      return scope.settle({ deadlineMs: 60 }).finally(() => actor.crash());
    },
  },
];
