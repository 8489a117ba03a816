import { env, exports } from "cloudflare:workers";
import { describe } from "vitest";
import { expect, openScope, test } from "footlights/harness";
import type { Detour } from "./actors/late.ts";

/** Detours after which a frame comes, and the part of the failure text that names the cause. */
const late: readonly (readonly [detours: readonly Detour[], cause: string])[] = [
  [[], "in webSocketMessage"],
  [["storage"], "in webSocketMessage"],
  [["transaction"], "in webSocketMessage"],
  [["floating", "storage"], "in webSocketMessage"],
  [["rpc"], "in webSocketMessage"],
  [["slow-rpc"], "in webSocketMessage"],
  [["floating", "slow-rpc"], "in webSocketMessage"],
  [["fetch"], "in webSocketMessage"],
  [["floating", "fetch"], "in webSocketMessage"],
  [["wait"], "in webSocketMessage"],
  [["floating", "wait"], "in webSocketMessage"],
  [["block"], "in webSocketMessage"],
  [["waitUntil"], "during waitUntil (test/harness/actors/late.ts:"],
  [["timer"], "in callback of setTimeout 12 ms (test/harness/actors/late.ts:"],
  [["interval"], "in callback of setInterval 12 ms (test/harness/actors/late.ts:"],
  [["alarm"], "in alarm"],
  [["remote"], "in send"],
  [["timer", "timer", "timer"], "in callback of setTimeout 12 ms"],
  [["waitUntil", "slow-rpc"], "during waitUntil"],
  [["alarm", "timer"], "in callback of setTimeout 12 ms"],
  [["timer", "alarm"], "in alarm"],
  [["remote", "waitUntil"], "during waitUntil"],
  [["socket"], "in message listener"],
  [["frame"], "in message listener"],
  [["classic-frame"], "in message listener"],
  [["frame", "frame"], "in message listener"],
  [["classic-frame", "classic-frame"], "in message listener"],
  [["frame", "frame", "frame"], "in message listener"],
  [["classic-frame", "classic-frame", "classic-frame"], "in message listener"],
  [["classic-frame", "timer", "frame", "waitUntil"], "in message listener"],
  [["floating", "route"], "in webSocketMessage"],
  [["floating", "body"], "in webSocketMessage"],
  [["floating", "cache", "cache", "cache"], "in webSocketMessage"],
  [["floating", "key", "key", "key"], "in webSocketMessage"],
  [["route-frame"], "in message listener"],
  [["route-frame", "timer", "route-frame"], "in message listener"],
  [["rpc", "waitUntil", "storage", "timer", "fetch"], "in callback of setTimeout 12 ms"],
  [["interval", "alarm", "remote", "timer"], "in callback of setTimeout 12 ms"],
];

describe.each(["/", "/classic"])("expectNoMessage on a socket at %s", (path) => {
  test.for(late)("waits for a frame after %j", async ([detours, cause], { scope }) => {
    const client = await scope.connect<string, readonly Detour[]>(env.LATE, {
      path,
      name: "alice",
    });
    client.send(detours);
    const expected = path === "/" ? cause : cause.replace("webSocketMessage", "message listener");
    await expect(client.expectNoMessage("late")).rejects.toThrow(
      `Could not see silence on socket "alice": found #0 "late", expected no message like "late".\n` +
        `  sent by LateActor "${scope.id}-alice" at test/harness/actors/late.ts:`,
    );
    await expect(client.expectNoMessage("late")).rejects.toThrow(expected);
  });

  test("passes when nothing comes", async ({ scope }) => {
    const client = await scope.connect(env.LATE, { path });
    const began = performance.now();
    await client.expectNoMessage(undefined, { deadlineMs: 60_000 });
    await client.expectNoMessage({ type: "error" }, { deadlineMs: 60_000 });
    // Nothing is waited for: what it takes is the machine's.
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test("passes over messages that do not match", async ({ scope }) => {
    const client = await scope.connect<string, readonly Detour[]>(env.LATE, { path });
    client.send(["timer"]);
    await client.expectNoMessage(/error/);
    expect(client.messages).toEqual(["late"]);
  });
});

test("hears what another client's message causes", async ({ scope }) => {
  const room = scope.actor(env.LATE);
  const alice = await scope.connect<string, readonly Detour[]>(room, { name: "alice" });
  const bob = await scope.connect<string, readonly Detour[]>(room, { name: "bob" });
  bob.send(["waitUntil"]);
  await expect(alice.expectNoMessage()).rejects.toThrow('on socket "alice": found #0 "late"');
});

const depths: readonly (readonly Detour[])[] = [
  ["frame"],
  ["classic-frame"],
  ["frame", "frame"],
  ["classic-frame", "classic-frame"],
  ["frame", "frame", "frame"],
  ["classic-frame", "classic-frame", "classic-frame"],
];

test.for(depths)(
  "hears what a frame from actor to actor causes at its end, after %j",
  async (detours, { scope }) => {
    const alice = await scope.connect<string, readonly Detour[]>(env.LATE, { name: "alice" });
    const end = `alice${"-other".repeat(detours.length)}`;
    const bob = await scope.connect<string>(env.LATE, { name: end });
    alice.send(detours);
    await expect(bob.expectNoMessage()).rejects.toThrow(`on socket "${end}": found #0 "late"`);
    await alice.receive("late");
  },
);

const endings: readonly (readonly Detour[])[] = [[], ["wait"], ["storage", "timer"]];

describe.each(["/closing", "/on-close", "/handle-event"])("a socket accepted at %s", (path) => {
  test.for(endings)("is heard by others when it ends, after %j", async (detours, { scope }) => {
    const room = scope.actor(env.LATE);
    const alice = await scope.connect<string>(room, { path: "/classic", name: "alice" });
    const bob = await scope.connect<string>(room, { path, name: "bob" });
    await bob.close(1000, JSON.stringify(detours));
    await expect(alice.expectNoMessage()).rejects.toThrow(
      /^Could not see silence on socket "alice": found #0 "late"/,
    );
  });
});

test("fails at once on a message that is unread already", async ({ scope }) => {
  const client = await scope.connect<string, readonly Detour[]>(env.LATE, { name: "alice" });
  client.send([]);
  await scope.settle();
  await expect(client.expectNoMessage()).rejects.toThrow(
    'Could not see silence on socket "alice": found #0 "late", expected no message.',
  );
});

test("says what keeps the actors from coming to rest", async ({ scope }) => {
  const actor = scope.actor(env.LATE);
  const client = await scope.connect(actor, { name: "alice" });
  await actor.inside((_instance, state) => state.waitUntil(new Promise(() => {})));
  await expect(client.expectNoMessage(undefined, { deadlineMs: 60 })).rejects.toThrow(
    /^Could not prove silence on socket "alice" within 60 ms: found work in flight, expected the actors to come to rest\.\n {2}LateActor "[^"]+": waitUntil at test\/harness\/silence\.test\.ts:\d+:\d+, for \d+ ms$/,
  );
  await actor.crash();
});

test("needs to know the other end, or to be told how long to wait", async () => {
  await using scope = openScope();
  const stranger = {
    fetch: async () => {
      const { 0: client, 1: server } = new WebSocketPair();
      server.accept();
      return new Response(null, { status: 101, webSocket: client });
    },
  };
  const client = await scope.connect(stranger, { name: "alice" });
  await expect(client.expectNoMessage()).rejects.toThrow(
    'Could not prove silence on socket "alice": found that its other end is not an actor of this Worker, expected one. Use { forMs } to wait for some time instead.',
  );
  await client.expectNoMessage(undefined, { forMs: 5 });
});

describe.each(["echo", "late", "late-anew"])("a socket through the Worker's route %s", (route) => {
  const message = route === "echo" ? "hello" : JSON.stringify(["wait"]);
  const answer = route === "echo" ? "hello" : "late";

  test("is as good as one to its actor", async ({ scope }) => {
    const client = await scope.connect(exports.default, { path: `/${route}/${scope.name()}` });
    await client.expectNoMessage();
    client.send(message);
    await expect(client.expectNoMessage()).rejects.toThrow(`found #0 "${answer}"`);
  });

  test("is told from others that are opened at the same time", async ({ scope }) => {
    const clients = await Promise.all(
      ["a", "b", "c"].map((name) =>
        scope.connect(exports.default, { path: `/${route}/${scope.name(name)}` }),
      ),
    );
    for (const client of clients) {
      client.send(message);
      await expect(client.expectNoMessage()).rejects.toThrow(`found #0 "${answer}"`);
    }
  });
});
