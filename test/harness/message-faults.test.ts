import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type ActorHandle, type Scope, expect, openScope, test } from "footlights/harness";
import type { MessengerActor } from "./actors/messenger.ts";

interface Pair {
  readonly alice: ActorHandle<MessengerActor>;
  readonly bob: ActorHandle<MessengerActor>;
  /** Sends "hi" from alice to bob, by call or by request. */
  readonly send: () => Promise<unknown>;
}

const ways = ["call", "request"] as const;

function openPair(scope: Scope, way: (typeof ways)[number]): Pair {
  const [alice, bob] = [scope.actor(env.MESSENGER, "alice"), scope.actor(env.MESSENGER, "bob")];
  const send = () =>
    way === "call"
      ? alice.rpc.tell(scope.name("bob"), { type: "news", text: "hi" })
      : alice.rpc.post(scope.name("bob"), "hi");
  return { alice, bob, send };
}

describe.each(ways)("a %s to another actor", (way) => {
  const method = way === "call" ? "take" : "fetch";
  const answer = way === "call" ? 1 : "1 kept";

  test("is refused before the callee hears of it", async ({ scope }) => {
    const { alice, bob, send } = openPair(scope, way);
    alice.inject({ call: method, to: /bob/ }, { error: "unreachable" });
    await expect(send()).rejects.toThrow("unreachable");
    expect(await bob.rpc.kept()).toEqual([]);
  });

  test("is held until it is released", async ({ scope }) => {
    const { alice, bob, send } = openPair(scope, way);
    const fault = alice.inject({ call: method }, { hold: true });
    const sending = send();
    await fault.hit();
    expect(await bob.rpc.kept()).toEqual([]);
    fault.release();
    expect(await sending).toBe(answer);
    expect(await bob.rpc.kept()).toEqual(["hi"]);
  });

  test("loses its reply after the callee has done its work", async ({ scope }) => {
    const { alice, bob, send } = openPair(scope, way);
    alice.inject({ call: method }, { loseReply: true });
    await expect(send()).rejects.toThrow("Network connection lost.");
    expect(await bob.rpc.kept()).toEqual(["hi"]);
  });

  test("comes twice", async ({ scope }) => {
    const { alice, bob, send } = openPair(scope, way);
    alice.inject({ call: method }, { duplicate: true });
    expect(await send()).toBe(answer);
    expect(await bob.rpc.kept()).toEqual(["hi", "hi"]);
  });
});

describe.each(ways)("a %s on its way to an actor, whoever sends it,", (way) => {
  const entry = way === "call" ? "take" : "fetch";

  test("is refused, then held, then comes twice, then loses its reply", async ({ scope }) => {
    const { bob, send } = openPair(scope, way);
    bob.inject({ entry }, { error: "refused" });
    await expect(send()).rejects.toThrow("refused");
    const held = bob.inject({ entry }, { hold: true });
    const sending = send();
    await held.hit();
    expect(await bob.rpc.kept()).toEqual([]);
    held.release();
    await sending;
    bob.inject({ entry }, { duplicate: true });
    await send();
    bob.inject({ entry }, { loseReply: true });
    await expect(send()).rejects.toThrow("Network connection lost.");
    expect(await bob.rpc.kept()).toEqual(["hi", "hi", "hi", "hi"]);
  });

  test.for([
    ["before", []],
    ["unsaved", []],
    ["after", ["hi"]],
  ] as const)("meets a crash %s it is taken", async ([crash, kept], { scope }) => {
    const { bob, send } = openPair(scope, way);
    bob.inject({ entry }, { crash });
    await expect(send()).rejects.toThrow("footlights: crashed by an injected fault");
    expect(await bob.rpc.kept()).toEqual(kept);
  });
});

test("a message is told apart by what it carries", async ({ scope }) => {
  const { alice, bob } = openPair(scope, "call");
  const to = scope.name("bob");
  alice.inject({ call: "take", given: [{ type: "order" }] }, { error: "lost" });
  bob.inject({ entry: /^take$/, given: [{ text: expect.stringContaining("x") }] }, { error: "no" });
  await alice.rpc.tell(to, { type: "news", text: "a" });
  await expect(alice.rpc.tell(to, { type: "order", text: "b" })).rejects.toThrow("lost");
  await expect(alice.rpc.tell(to, { type: "news", text: "x" })).rejects.toThrow("no");
  expect(await bob.rpc.kept()).toEqual(["a"]);
});

test("an alarm fails at the door", async ({ scope }) => {
  const { alice } = openPair(scope, "call");
  await alice.rpc.keepAll([]);
  alice.inject({ entry: "alarm" }, { error: "not now" });
  await expect(alice.fireAlarm()).rejects.toThrow("not now");
  await alice.fireAlarm();
  expect(await alice.rpc.kept()).toEqual(["alarm"]);
});

describe("what a transaction does", () => {
  test("can fail in the middle, and then nothing of it is kept", async ({ scope }) => {
    const { alice } = openPair(scope, "call");
    alice.inject({ storage: "setAlarm" }, { error: "no clock" });
    await expect(alice.rpc.keepAll(["a"])).rejects.toThrow("no clock");
    expect(await alice.rpc.kept()).toEqual([]);
  });
});

describe("a failing write", () => {
  test("resets the instance when it is told to, and nothing of it is kept", async ({ scope }) => {
    const { alice } = openPair(scope, "call");
    await alice.rpc.kept();
    alice.inject({ storage: "put" }, { error: "disk full", resets: true });
    await expect(alice.rpc.take({ type: "news", text: "a" })).rejects.toThrow("disk full");
    await alice.expectTerminated();
    expect(await alice.rpc.kept()).toEqual([]);
  });
});

describe("an eviction", () => {
  test("comes as soon as the actor is at rest after an operation", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const fault = counter.inject({ storage: "put" }, { evict: true });
    expect(await counter.rpc.increment()).toBe(1);
    await fault.hit();
    expect([await counter.rpc.stored(), await counter.rpc.sinceConstruction()]).toEqual([1, 0]);
  });

  test("that something prevents fails the test and names it", async () => {
    const scope = openScope({ name: "pinned", leaks: "off" });
    const pinned = scope.actor(env.PINNED);
    const fault = pinned.inject({ entry: "setTimer" }, { evict: true });
    await pinned.rpc.setTimer(60_000);
    await expect(fault.hit()).rejects.toThrow("found what keeps it in memory");
    await expect(scope[Symbol.asyncDispose]()).rejects.toThrow(
      /^Could not evict PinnedActor "[^"]+": found what keeps it in memory, expected nothing\./,
    );
  });
});

test("an operation that gives its result at once cannot be held", async ({ scope }) => {
  const ledger = scope.actor(env.LEDGER);
  ledger.inject({ storage: "sql" }, { hold: true });
  await expect(ledger.rpc.book(5)).rejects.toThrow(
    "Could not hold sql exec: found an operation that gives its result at once, expected one that is awaited.",
  );
});

test("frames are held until they are released, in their order", async ({ scope }) => {
  const actor = scope.actor(env.SCRIPTED);
  const client = await scope.connect(actor);
  const fault = actor.inject({ frame: "toClient", times: 2 }, { hold: true });
  client.send({ do: "say", messages: [{ n: 1 }, { n: 2 }, { n: 3 }] });
  expect(await client.receive()).toEqual({ n: 3 });
  expect(fault.hits).toBe(2);
  fault.release();
  expect(await client.receiveN(2)).toEqual([{ n: 1 }, { n: 2 }]);
});
