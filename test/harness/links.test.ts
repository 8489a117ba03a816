import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type ActorHandle, type Scope, expect, test } from "footlights/harness";
import type { LinkedActor } from "./actors/linked.ts";

type Linked = ActorHandle<LinkedActor>;

/** Two actors, the first of which has opened that many sockets to the second. */
async function link(scope: Scope, path: string, sockets = 1): Promise<readonly [Linked, Linked]> {
  const [opener, holder] = [scope.actor(env.LINKED, "opener"), scope.actor(env.LINKED, "holder")];
  for (let count = 0; count < sockets; count += 1) await opener.rpc.open("holder", path);
  scope.defer(() => opener.rpc.hangUp().catch(() => {}));
  return [opener, holder];
}

describe.each(["/", "/classic"])("a socket between two actors, accepted at %s", (path) => {
  test("looks to both as it would to nobody's eyes", async ({ scope }) => {
    const [opener, holder] = await link(scope, path);
    await opener.rpc.say(0, "hello");
    await scope.settle();
    const [asked = "", ...heard] = await holder.rpc.heard();
    expect(asked.split(" ").filter((it) => it.startsWith("x-"))).toEqual(["x-own"]);
    expect(heard).toEqual(["hello"]);
    expect(await opener.rpc.heard()).toEqual(["welcome", "re: hello"]);
  });

  test("is not settled while a frame is on its way", async ({ scope }) => {
    const [opener, holder] = await link(scope, path);
    for (let round = 1; round <= 20; round += 1) {
      await opener.rpc.say(0, `${round}`);
      await scope.settle();
      expect((await opener.rpc.heard()).at(-1)).toBe(`re: ${round}`);
    }
    expect(await holder.rpc.heard()).toHaveLength(21);
  });

  test("is not settled while its end is on its way", async ({ scope }) => {
    const [opener, holder] = await link(scope, path);
    for (let round = 1; round <= 10; round += 1) {
      await opener.rpc.hangUp();
      await scope.settle();
      expect((await holder.rpc.heard()).at(-1)).toBe("closed 1000");
      await opener.rpc.open("holder", path);
    }
  });

  test("is settled though a frame was sent to an actor that crashed", async ({ scope }) => {
    const [opener, holder] = await link(scope, path);
    await holder.rpc.blockForGood();
    await opener.rpc.say(0, "lost");
    await expect(scope.settle({ deadlineMs: 50 })).rejects.toThrow("blockConcurrencyWhile");
    await holder.crash();
    await scope.settle();
    expect(await holder.rpc.heard()).toEqual([]);
  });

  test("is settled though its opener crashed", async ({ scope }) => {
    const [opener, holder] = await link(scope, path);
    await opener.rpc.say(0, "hello");
    await opener.crash();
    await scope.settle();
    expect((await holder.rpc.heard()).at(-1)).toMatch(/^closed/);
  });

  test("is settled though the other end closed before frames arrived", async ({ scope }) => {
    const [opener] = await link(scope, path);
    await opener.inside((instance) => {
      for (const text of ["close", "too late", "much too late"]) instance.say(0, text);
    });
    await scope.settle();
  });
});

test("sockets that hibernate stay what they were", async ({ scope }) => {
  const [opener, holder] = await link(scope, "/", 3);
  for (const round of [1, 2]) {
    await holder.evict();
    await opener.rpc.say(1, `second ${round}`);
    await scope.settle();
    expect((await opener.rpc.heard()).at(-1)).toBe(`re: second ${round}`);
    await holder.rpc.broadcast("all");
    await scope.settle();
    expect((await opener.rpc.heard()).slice(-3)).toEqual(["all", "all", "all"]);
  }
});

test("a socket that an actor on the way only passes on is one of the two at its ends", async ({
  scope,
}) => {
  const opener = scope.actor(env.LINKED, "opener");
  await opener.rpc.open("between", `/via/${scope.name("holder")}`);
  for (let round = 1; round <= 10; round += 1) {
    await opener.rpc.say(0, `${round}`);
    await scope.settle();
    expect((await opener.rpc.heard()).at(-1)).toBe(`re: ${round}`);
  }
  await opener.rpc.hangUp();
});

test("a client that an actor passes on is the test's", async ({ scope }) => {
  const between = scope.actor(env.LINKED, "between");
  const path = `/via/${scope.name("holder")}`;
  const client = await scope.connect<string>(between, { path });
  await client.expectMessage("welcome");
  client.send("hello");
  await client.expectMessage("re: hello");
  await client.expectNoMessage();
});

test("a handler that is a property of its socket is watched like a listener", async ({ scope }) => {
  const actor = scope.actor(env.LINKED);
  const client = await scope.connect<string>(actor, { path: "/handler", name: "alice" });
  await client.expectMessage("welcome");
  await client.expectNoMessage();
  client.send("hello");
  await expect(client.expectNoMessage()).rejects.toThrow(
    /found #1 "re: hello", expected no message\.\n {2}sent by LinkedActor "[^"]+" at .*, in message listener/,
  );
  // Fences, by which silence is proven, are none of its business.
  expect(await actor.inside((instance) => instance.heard().slice(1))).toEqual(["hello"]);
});
