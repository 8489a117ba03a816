import { env, exports } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, test } from "footlights/harness";
import type { ClientFrame } from "../../reference-actors/reply.ts";

describe("opening", () => {
  test("tells the session and the connection as soon as a socket opens", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    const established = await client.expectMessage({ type: "session_established" });
    expect(established).toEqual({
      to: "client:ui",
      from: `session:${scope.id}`,
      replyTo: null,
      type: "session_established",
      session: scope.id,
      connection: expect.stringMatching(/^[0-9a-f-]{36}$/),
      replayed: 0,
      isComplete: true,
    });
  });

  test("refuses a request that is no upgrade and says how to connect", async ({ scope }) => {
    const response = await scope.actor(env.SESSION).fetch("/");
    expect(response.status).toBe(426);
    expect(await response.text()).toBe(
      "Could not open a session: found a plain request, expected a WebSocket upgrade. Connect with a WebSocket.",
    );
  });

  test("gives each socket of a session a connection of its own", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const first = await scope.connect<ClientFrame>(session);
    const second = await scope.connect<ClientFrame>(session);
    const one = await first.expectMessage({ type: "session_established" });
    const two = await second.expectMessage({ type: "session_established" });
    expect(one.session).toBe(two.session);
    expect(one.connection).not.toBe(two.connection);
  });

  test("is reached through the Worker at /session/<id>", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(exports.default, {
      path: `/session/${scope.id}`,
    });
    await client.expectMessage({ type: "session_established", session: scope.id });
  });

  test.for(["/", "/session", "/session/", "/sessions/alice", `/session/${"a".repeat(129)}`])(
    "answers 404 at %s",
    async (path) => {
      const response = await exports.default.fetch(`http://actor.test${path}`);
      expect(response.status).toBe(404);
      expect(await response.text()).toBe(
        `Could not route "${path}": found no such path, expected "/session/<id>" or "/poll/<id>". Open a WebSocket there.`,
      );
    },
  );

  test.for(["SESSION", "COORDINATOR", "WORKER"] as const)(
    "does not start an actor of %s that has no name to be answered by",
    async (binding) => {
      const stub = env[binding].get(env[binding].newUniqueId());
      await expect(async () => stub.fetch("http://actor.test/")).rejects.toThrow(
        /^Could not start the actor: found id [0-9a-f]{64} without a name, expected one made by getByName/,
      );
    },
  );
});

describe("while it is open", () => {
  test("leaves it to the runtime to answer a ping, so that the actor sleeps on", async ({
    scope,
  }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<ClientFrame | string>(session);
    await client.expectMessage({ type: "session_established" });
    await session.evict();
    client.send("ping");
    await client.expectMessage("pong");
    const answered = await session.inside((_actor, state) =>
      state.getWebSockets().map((socket) => state.getWebSocketAutoResponseTimestamp(socket)),
    );
    expect(answered).toEqual([expect.any(Date)]);
  });

  test("counts the sockets of the session", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<ClientFrame>(session);
    await scope.connect<ClientFrame>(session);
    const message = { id: 1, to: `session:${scope.id}`, type: "get_session" };
    const { connections } = await client.call(message, { type: "session" });
    expect(connections).toBe(2);
  });

  test("keeps the connection of a socket while the actor hibernates", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<ClientFrame>(session);
    const { connection } = await client.expectMessage({ type: "session_established" });
    await session.evict();
    const message = { id: 1, to: `session:${scope.id}`, type: "get_session" };
    await client.call(message, { type: "session", session: scope.id, connection });
  });

  test.for([
    ["nothing", null],
    ["text", "a-connection"],
    ["an object without a format", { connection: "a" }],
    ["another format", { format: 0, connection: { id: "a" } }],
  ] as const)("closes a socket to which %s is attached", async ([, attachment], { scope }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<ClientFrame>(session);
    await client.expectMessage({ type: "session_established" });
    await session.inside((_actor, state) => {
      for (const socket of state.getWebSockets()) socket.serializeAttachment(attachment);
    });
    client.send({ id: 1, to: `session:${scope.id}`, type: "get_session" });
    await client.expectClosed({
      code: 1011,
      reason: "Could not read what is attached to this socket. Connect again.",
    });
  });
});

describe("closing", () => {
  test("completes the closing handshake that the client began", async ({ scope }) => {
    const client = await scope.connect<ClientFrame>(env.SESSION);
    await client.close(4001, "done");
    await client.expectClosed({ code: 1000, reason: "Closed by the client.", clean: true });
  });

  test("drops the answer to a client that has left", async ({ scope }) => {
    const session = scope.actor(env.SESSION);
    const client = await scope.connect<ClientFrame>(session);
    await client.expectMessage({ type: "session_established" });
    await session.inside(async (actor, state) => {
      const [socket] = state.getWebSockets();
      if (socket === undefined) throw new Error("Could not find the socket: expected it open.");
      socket.close(1000, "gone");
      await actor.webSocketMessage(socket, '{"id":1,"to":"nowhere","type":"get_session"}');
    });
    await client.expectClosed({ code: 1000, reason: "gone" });
    expect(client.messages).toEqual([]);
  });
});
