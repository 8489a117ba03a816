import { env, exports } from "cloudflare:workers";
import { describe } from "vitest";
import { HarnessError, type UntypedMessage, expect, test } from "footlights/harness";
import type { Script } from "./actors/scripted.ts";

describe("connect", () => {
  test("loses no frame that the actor sends before the connection is open", async ({ scope }) => {
    const connects = Array.from({ length: 300 }, async (_, index) => {
      const client = await scope.connect<string>(env.ECHO, {
        path: "/?greet",
        name: `a${index % 5}`,
      });
      await scheduler.wait(0);
      return client.messages.includes("hello");
    });
    const greeted = await Promise.all(connects);
    expect(greeted.filter(Boolean)).toHaveLength(300);
  });

  test("reaches the same actor through its namespace, handle and stub", async ({ scope }) => {
    const room = scope.actor(env.ECHO);
    await scope.connect(env.ECHO);
    await scope.connect(room);
    await scope.connect(room.stub);
    expect(await room.inside((_instance, state) => state.getWebSockets().length)).toBe(3);
  });

  test("reaches an actor through the Worker's own routes", async ({ scope }) => {
    const name = scope.name("routed");
    const client = await scope.connect(exports.default, { path: `/echo/${name}?greet` });
    expect(await client.receive()).toBe("hello");
    await client.close();
    const room = scope.actor(env.ECHO, "routed");
    expect(await room.inside((_instance, state) => state.getWebSockets().length)).toBe(0);
  });

  test("sends path, headers and subprotocols", async ({ scope }) => {
    const client = await scope.connect(env.SCRIPTED, {
      path: "/rooms/7?mirror",
      headers: { "X-Token": "t0" },
      protocol: ["chat.v2", "chat.v1"],
    });
    expect(await client.receive()).toEqual({ path: "/rooms/7", token: "t0" });
    expect(client.protocol).toBe("chat.v2");
  });

  test("gives binary frames as Blob when told to", async ({ scope }) => {
    const client = await scope.connect(env.SCRIPTED, { binaryType: "blob" });
    client.send({ do: "bytes", length: 4 });
    expect(await client.receive()).toBeInstanceOf(Blob);
  });

  test("says what came instead of a WebSocket", async ({ scope }) => {
    const connecting = scope.connect(exports.default, { path: "/nowhere", name: "alice" });
    await expect(connecting).rejects.toThrow(
      'Could not open socket "alice": found status 404 with "Not found", expected 101 with a WebSocket.',
    );
    await expect(connecting).rejects.toMatchObject({ code: "not-upgraded" });
  });
});

describe("expectClosed", () => {
  test("resolves with code, reason and cleanliness", async ({ scope }) => {
    const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED);
    client.send({ do: "close", code: 4001, reason: "kicked out" });
    const closing = await client.expectClosed({ code: 4001, reason: /^kicked/, clean: true });
    expect(closing).toEqual({ code: 4001, reason: "kicked out", wasClean: true });
    expect(client.closed).toEqual(closing);
  });

  test("sees a crash as a broken connection", async ({ scope }) => {
    const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED);
    client.send({ do: "abort" });
    await client.expectClosed({ code: 1006, clean: false });
  });

  test("says how it closed instead", async ({ scope }) => {
    const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED, { name: "alice" });
    client.send({ do: "close", code: 4001, reason: "kicked" });
    await expect(client.expectClosed({ code: 1000, reason: "bye", clean: true })).rejects.toThrow(
      'Could not see socket "alice" closed as expected: found closed with 4001 "kicked", expected 1000 "bye" clean.',
    );
  });

  test("says that it is still open", async ({ scope }) => {
    const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED, { name: "alice" });
    await expect(client.expectClosed({}, { deadlineMs: 20 })).rejects.toThrow(
      'Could not see socket "alice" closed: found it open within 20 ms.\n  socket: open; 0 sent',
    );
  });
});

describe("close", () => {
  test("resolves after the actor's handler has run", async ({ scope }) => {
    const room = scope.actor(env.COUNTER);
    const client = await scope.connect(room);
    await client.close(4000, "leaving");
    expect(await room.rpc.closes()).toEqual(["4000 leaving"]);
  });

  test("closes without a code", async ({ scope }) => {
    const room = scope.actor(env.COUNTER);
    const client = await scope.connect(room);
    await client.close(1005);
    expect(await room.rpc.closes()).toEqual(["1005 "]);
  });

  test("resolves for a socket that was accepted the classic way", async ({ scope }) => {
    const client = await scope.connect(env.CLASSIC);
    await client.close(4000, "leaving");
    expect(client.closed).toMatchObject({ code: 4000 });
  });

  test("ends the waits on the socket", async ({ scope }) => {
    const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED, { name: "alice" });
    const waiting = client.receive({ type: "never" });
    client.send({ do: "close", code: 4001, reason: "kicked" });
    await expect(waiting).rejects.toThrow(
      'Could not receive { type: "never" } on socket "alice": found nothing that matches before the end.\n' +
        "  received: nothing at all\n" +
        '  socket: closed with 4001 "kicked"; 1 sent, last { do: "close", code: 4001, reason: "kicked" }',
    );
  });

  test("refuses to send afterwards", async ({ scope }) => {
    const client = await scope.connect(env.ECHO, { name: "alice" });
    await client.close();
    expect(() => client.send("more")).toThrow(HarnessError);
    expect(() => client.send("more")).toThrow('Could not send on socket "alice": found it closed.');
  });

  test("may be called twice, and after the actor has closed", async ({ scope }) => {
    const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED);
    client.send({ do: "close", code: 1000, reason: "" });
    await client.expectClosed();
    await client.close();
    await client.close();
  });
});
