import { env } from "cloudflare:workers";
import { type UntypedMessage, expect, test } from "footlights/harness";
import type { Script } from "./actors/scripted.ts";

// What MIGRATION.md puts in place of private helpers; its "after" blocks are taken from here.

test("connectWS: open, attach listeners, remember to close", async ({ scope }) => {
  const client = await scope.connect(env.ECHO, { path: "/?greet" });

  expect(await client.receive()).toBe("hello");
});

test("waitForMessage and waitForJsonMessage: the next one of a kind, or a time-out", async ({
  scope,
}) => {
  const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED);
  client.send({ do: "say", messages: [{ type: "state", n: 1 }, { type: "ready" }] });
  const ready = await client.receive({ type: "ready" });
  expect(ready).toEqual({ type: "ready" });
});

test("collectMessages: so many messages, or as many as came", async ({ scope }) => {
  const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED);
  client.send({ do: "say", messages: [{ n: 1 }, { n: 2 }, { n: 3 }] });
  const messages = await client.receiveN(3);
  await client.expectNoMessage();
  expect(messages).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
});

test("skipInitialMessages: read past the greeting", async ({ scope }) => {
  const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED);
  client.send({ do: "say", messages: [{ type: "identity" }, { type: "state" }, { type: "news" }] });
  await client.expectSequence([{ type: "identity" }, { type: "state" }]);
  expect(await client.receive()).toEqual({ type: "news" });
});

test("callRPC: send a request, find its reply among others", async ({ scope }) => {
  const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED);
  const reply = await client.call({ do: "reply", id: "r1" }, { type: "reply" });
  expect(reply.id).toBe("r1");
});

test("callStreamingRPC and waitForDone: chunks up to the last one", async ({ scope }) => {
  const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED);
  client.send({ do: "say", messages: [{ chunk: 1 }, { chunk: 2 }, { done: true }] });
  const chunks = await client.receiveUntil({ done: true });
  expect(chunks).toHaveLength(3);
});

test("sleep, then expect nothing", async ({ scope }) => {
  const client = await scope.connect(env.ECHO);
  await client.expectNoMessage({ type: "error" });
});

test("closeAndWait: close, and sleep until the handler has run", async ({ scope }) => {
  const counter = scope.actor(env.COUNTER);
  const client = await scope.connect(counter);
  await client.close(1000, "done");
  expect(await counter.rpc.closes()).toEqual(["1000 done"]);
});

test("waitFor and waitUntil: poll until a state is reached", async ({ scope }) => {
  const counter = scope.actor(env.COUNTER);
  await counter.rpc.increment(3);
  await scope.eventually(async () => expect(await counter.rpc.stored()).toBe(3));
});

test("uniqueName and getTestAgent: an actor of this test alone", async ({ scope }) => {
  const counter = scope.actor(env.COUNTER);
  expect(await counter.rpc.increment()).toBe(1);
});

test("sleep past an alarm or an interval", async ({ scope }) => {
  await scope.clock.freeze();
  const counter = scope.actor(env.COUNTER);
  await counter.rpc.schedule(60_000);
  await scope.clock.advance(60_000);
  expect(await counter.rpc.alarms()).toHaveLength(1);
});
