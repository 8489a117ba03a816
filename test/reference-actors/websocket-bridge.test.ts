import { env, exports } from "cloudflare:workers";
import { describe } from "vitest";
import { type Client, type Scope, expect, test } from "footlights/harness";
import type { BridgeFrame } from "../../reference-actors/websocket-bridge/bridge-message.ts";
import { WebSocketBridge } from "../../reference-actors/websocket-bridge/websocket-bridge.ts";

const openPoll = { type: "open_poll", question: "Tea?", options: ["yes", "no"] };
const vote = (voter: string) => ({ type: "vote", voter, option: "yes" });

/** Opens a client of the scope's poll, and the poll itself. */
async function open(scope: Scope) {
  const poll = scope.actor(env.POLL);
  const client: Client<BridgeFrame> = await scope.connect<BridgeFrame>(poll);
  return { poll, client };
}

/** Publishes an event as an actor of the poll would. */
function broadcast(scope: Scope, event: Parameters<WebSocketBridge["broadcast"]>[0]) {
  return scope
    .actor(env.POLL)
    .inside((_actor, state) => new WebSocketBridge(state, []).broadcast(event));
}

describe("a client of the bridge", () => {
  test("asks an actor and gets its reply under the request's id", async ({ scope }) => {
    const { client } = await open(scope);
    const message = { id: 1, type: "ask", to: "poll", message: openPoll };
    const answer = await client.call(message, { type: "answer" });
    expect(answer).toMatchObject({ replyTo: 1, message: { type: "results", isOpen: true } });
  });

  test("tells an actor something and learns that it is stored", async ({ scope }) => {
    const { client, poll } = await open(scope);
    const message = { id: "x", type: "tell", to: "poll", message: openPoll };
    await client.call(message, { type: "accepted", replyTo: "x" });
    await poll.crash();
    const answer = await poll.rpc.ask("poll", { type: "get_results" });
    expect(answer).toMatchObject({ message: { isOpen: true } });
  });

  test("is told of events while it is subscribed, and keeps that over hibernation", async ({
    scope,
  }) => {
    const { client, poll } = await open(scope);
    await client.call({ id: 1, type: "subscribe", topic: "results" }, { type: "accepted" });
    await poll.evict();
    await poll.rpc.ask("poll", openPoll);
    await client.expectMessage({ type: "event", number: 1, topic: "results" });
    await poll.rpc.ask("poll", vote("alice"));
    const event = await client.expectMessage({ type: "event", number: 2 });
    expect(event.message).toMatchObject({ results: [{ votes: 1 }, { votes: 0 }] });
    await client.call({ id: 2, type: "unsubscribe", topic: "results" }, { type: "accepted" });
    await poll.rpc.ask("poll", vote("bob"));
    await client.call({ id: 3, type: "ask", to: "poll", message: { type: "get_results" } });
    expect(client.messages).toEqual([]);
  });

  test("is reached through the Worker at /poll/<id>", async ({ scope }) => {
    const client = await scope.connect<BridgeFrame>(exports.default, { path: `/poll/${scope.id}` });
    const message = { id: 1, type: "ask", to: "poll", message: { type: "get_results" } };
    await client.call(message, { type: "answer" });
  });

  test("is refused without an upgrade", async ({ scope }) => {
    const response = await scope.actor(env.POLL).fetch("/");
    expect(response.status).toBe(426);
    expect(await response.text()).toContain("Could not open the poll: found a plain request");
  });

  test("closes its socket and is answered", async ({ scope }) => {
    const { client } = await open(scope);
    await client.close(4000, "bye");
    await client.expectClosed({ code: 1000, reason: "Closed by the client." });
  });

  test.for([
    ["{", "malformed-json", "expected JSON"],
    [new Uint8Array(1), "binary-frame", "found 1 bytes"],
    ["{}", "invalid-field", 'field "id": found nothing'],
  ] as const)("gets an error for the frame %j", async ([frame, code, text], { scope }) => {
    const { client } = await open(scope);
    client.send(frame);
    const error = await client.expectMessage({ type: "error", replyTo: null });
    expect(error).toMatchObject({ code, message: expect.stringContaining(text) });
  });

  test.for([
    [{}, "invalid-field", 'field "type": found nothing'],
    [{ type: "shout" }, "unknown-type", "one of ask, tell, subscribe, unsubscribe, acknowledge"],
    [{ type: "ask", to: "poll" }, "invalid-field", 'field "message": found nothing'],
    [{ type: "tell", to: 1, message: 1 }, "invalid-field", 'field "to": found 1'],
    [
      { type: "ask", to: "poll/option-0", message: 1 },
      "address-not-allowed",
      "expected one of poll.",
    ],
    [{ type: "tell", to: "constructor", message: 1 }, "address-not-allowed", '"constructor"'],
    [{ type: "subscribe" }, "invalid-field", 'field "topic": found nothing'],
    [{ type: "subscribe", topic: "a", filter: [] }, "invalid-field", 'field "filter": found []'],
    [{ type: "subscribe", topic: "a".repeat(2000) }, "too-many-subscriptions", "found no room"],
    [{ type: "acknowledge", number: 1 }, "invalid-field", "expected a number from 0 to 0"],
    [{ type: "acknowledge", number: -1 }, "invalid-field", "expected a number from 0 to 0"],
  ] as const)(
    "gets an error for %j and keeps its socket",
    async ([request, code, text], { scope }) => {
      const { client } = await open(scope);
      const error = await client.call({ id: 1, ...request }, { type: "error" });
      expect(error).toMatchObject({ code, message: expect.stringContaining(text) });
      const next = { id: 2, type: "ask", to: "poll", message: { type: "get_results" } };
      await client.call(next, { type: "answer" });
    },
  );

  test("that has left is sent no answer", async ({ scope }) => {
    const { client, poll } = await open(scope);
    await poll.inside((actor, state) => {
      for (const socket of state.getWebSockets()) {
        socket.close(1000, "gone");
        actor.webSocketMessage(socket, '{"id":1,"type":"unsubscribe","topic":"a"}');
      }
    });
    await client.expectClosed({ code: 1000, reason: "gone" });
    expect(client.messages).toEqual([]);
  });

  test.for([
    ["nothing", null],
    ["text", "a subscriber"],
    ["no format", { subscriptions: [] }],
    ["another format", { format: 0 }],
  ] as const)(
    "is cut off when there is %s attached to its socket",
    async ([, attachment], { scope }) => {
      const { client, poll } = await open(scope);
      await poll.inside((_actor, state) => {
        for (const socket of state.getWebSockets()) socket.serializeAttachment(attachment);
      });
      await broadcast(scope, { topic: "results", message: 1 });
      client.send({ id: 1, type: "subscribe", topic: "results" });
      await client.expectClosed({ code: 1011 });
      expect(client.messages).toEqual([]);
    },
  );
});

describe("an event", () => {
  test("goes to those whose filter it meets", async ({ scope }) => {
    const { client } = await open(scope);
    const filter = { room: 1, isOpen: true };
    await client.call({ id: 1, type: "subscribe", topic: "a", filter });
    const matching = { room: 1, isOpen: true, name: "yes" };
    for (const message of [{ room: 1 }, { room: 2, isOpen: true }, 1, null, [], matching]) {
      await broadcast(scope, { topic: "a", message });
    }
    expect(await client.expectMessage({ type: "event", number: 1 })).toMatchObject({
      message: matching,
    });
  });

  test("meets no filter by a field that it only inherits", async ({ scope }) => {
    const { client } = await open(scope);
    client.send('{"id":1,"type":"subscribe","topic":"a","filter":{"__proto__":null}}');
    await client.receive({ type: "accepted" });
    await broadcast(scope, { topic: "a", message: {} });
    await client.call({ id: 2, type: "unsubscribe", topic: "a" });
    expect(client.messages).toEqual([]);
  });

  test("meets the latest filter of a topic", async ({ scope }) => {
    const { client } = await open(scope);
    await client.call({ id: 1, type: "subscribe", topic: "a", filter: { room: 1 } });
    await client.call({ id: 2, type: "subscribe", topic: "a", filter: { room: 2 } });
    await broadcast(scope, { topic: "a", message: { room: 1 } });
    await broadcast(scope, { topic: "a", message: { room: 2 } });
    await client.expectMessage({ type: "event", number: 1, message: { room: 2 } });
  });

  test("with a tag goes to the sockets that were accepted with it", async ({ scope }) => {
    const { client, poll } = await open(scope);
    const tags = Array.from({ length: 11 }, (_value, index) => `tag=${index}`).join("&");
    const path = `/?tag=staff&tag=%00&${tags}`;
    const staff = await scope.connect<BridgeFrame>(poll, { path });
    for (const each of [client, staff]) await each.call({ id: 1, type: "subscribe", topic: "a" });
    await broadcast(scope, { topic: "a", message: "for staff", tag: "staff" });
    await broadcast(scope, { topic: "a", message: "for all" });
    await client.expectMessage({ type: "event", number: 1, message: "for all" });
    await staff.expectMessage({ type: "event", number: 1, message: "for staff" });
    await staff.expectMessage({ type: "event", number: 2, message: "for all" });
  });
});

describe("a slow client", () => {
  test("is cut off when it leaves 256 events unconfirmed", async ({ scope }) => {
    const { client, poll } = await open(scope);
    await client.call({ id: 1, type: "subscribe", topic: "a" });
    const events = client.collect({ type: "event" });
    await poll.inside((_actor, state) => {
      const bridge = new WebSocketBridge(state, []);
      for (let event = 1; event <= 257; event += 1)
        bridge.broadcast({ topic: "a", message: event });
    });
    await client.expectClosed({
      code: 4008,
      reason: "Found 256 events unconfirmed. Connect again and ask anew.",
    });
    expect(events.length).toBe(256);
  });

  test("is told on when it confirms what it got", async ({ scope }) => {
    const { client, poll } = await open(scope);
    await client.call({ id: 1, type: "subscribe", topic: "a" });
    const send = (count: number) =>
      poll.inside((_actor, state) => {
        const bridge = new WebSocketBridge(state, []);
        for (let event = 1; event <= count; event += 1)
          bridge.broadcast({ topic: "a", message: 1 });
      });
    await send(256);
    await client.receive({ type: "event", number: 256 });
    await client.call({ id: 2, type: "acknowledge", number: 256 }, { type: "accepted" });
    await send(1);
    await client.receive({ type: "event", number: 257 });
  });
});
