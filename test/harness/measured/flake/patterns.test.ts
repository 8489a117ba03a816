import { env } from "cloudflare:workers";
import { describe, inject } from "vitest";
import { type Client, type Scope, type UntypedMessage, expect, test } from "footlights/harness";
import type { Script } from "../../actors/scripted.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** How often the suite is run, each time under a name of its own. */
    readonly repetitions: number;
  }
}

const hear = async (
  scope: Scope,
  ...messages: readonly UntypedMessage[]
): Promise<Client<UntypedMessage, Script>> => {
  const client = await scope.connect<UntypedMessage, Script>(env.SCRIPTED);
  client.send({ do: "say", messages });
  return client;
};

/** What suites of actors do, twenty tests of it; every wait has the deadline that it has by default. */
function defineSuite(): void {
  test("a greeting sent before the connection is open", async ({ scope }) => {
    const client = await scope.connect<string>(env.ECHO, { path: "/?greet" });
    await client.expectMessage("hello");
  });

  test("request and reply", async ({ scope }) => {
    const client = await hear(scope);
    const reply = await client.call({ do: "reply", id: "r1" }, { type: "reply" });
    expect(reply).toEqual({ type: "reply", id: "r1" });
  });

  test("messages in order", async ({ scope }) => {
    const client = await hear(scope, { n: 1 }, { n: 2 }, { n: 3 });
    await client.expectSequence([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  test("one message among others", async ({ scope }) => {
    const client = await hear(scope, { type: "noise" }, { type: "signal" }, { type: "noise" });
    expect(await client.receive({ type: "signal" })).toEqual({ type: "signal" });
    expect(await client.receiveN(2)).toHaveLength(2);
  });

  test("a collection that grows", async ({ scope }) => {
    const client = await hear(scope, { n: 1 }, { type: "noise" }, { n: 2 });
    expect(await client.collect({ n: expect.any(Number) }).atLeast(2)).toHaveLength(2);
  });

  test("silence of an idle actor", async ({ scope }) => {
    const client = await scope.connect<string>(env.ECHO);
    client.send("x");
    await client.receive("x");
    await client.expectNoMessage();
  });

  test("silence that is broken by a late timer", async ({ scope }) => {
    const client = await scope.connect<string>(env.LATE);
    client.send(JSON.stringify(["timer"]));
    await expect(client.expectNoMessage("late")).rejects.toThrow("Could not see silence");
  });

  test("silence that is broken from another actor", async ({ scope }) => {
    const client = await scope.connect<string>(env.LATE);
    client.send(JSON.stringify(["remote", "waitUntil"]));
    await expect(client.expectNoMessage("late")).rejects.toThrow("Could not see silence");
  });

  test("several clients of one actor", async ({ scope }) => {
    const clients = await Promise.all([1, 2, 3].map(() => scope.connect<string>(env.LATE)));
    clients[0]?.send("[]");
    await Promise.all(clients.map((client) => client.receive("late")));
  });

  test("a classic socket", async ({ scope }) => {
    const client = await scope.connect<string>(env.CLASSIC);
    await client.expectMessage("hello");
    client.send("x");
    await client.expectMessage("x");
    await client.close(1000, "done");
  });

  test("a socket that the actor closes", async ({ scope }) => {
    const client = await hear(scope);
    client.send({ do: "close", code: 4000, reason: "enough" });
    await client.expectClosed({ code: 4000, reason: "enough" });
  });

  test("a close handler that takes its time", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const client = await scope.connect(counter);
    await client.close(1000, "bye");
    expect(await counter.rpc.closes()).toEqual(["1000 bye"]);
  });

  test("hibernation", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const client = await scope.connect<string>(counter);
    await counter.rpc.increment(5);
    await counter.evict();
    client.send("count");
    expect(await client.receive()).toBe("5");
  });

  test("a crash", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const client = await scope.connect(counter);
    await counter.rpc.increment(5);
    await counter.crash();
    await client.expectClosed({ code: 1006 });
    expect([await counter.rpc.sinceConstruction(), await counter.rpc.stored()]).toEqual([0, 5]);
  });

  test("a crash after the next write", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const crashed = counter.crash({ at: "afterNextWrite" });
    await expect(counter.rpc.increment()).rejects.toThrow("crashed by");
    await crashed;
    expect(await counter.rpc.stored()).toBe(1);
  });

  test("a storage fault", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    counter.inject({ storage: "put", nth: 2 }, { error: "disk full" });
    expect(await counter.rpc.increment()).toBe(1);
    await expect(counter.rpc.increment()).rejects.toThrow("disk full");
    expect(await counter.rpc.increment()).toBe(2);
  });

  test("a reply that gets lost between actors", async ({ scope }) => {
    const [alice, bob] = [scope.actor(env.LEDGER, "alice"), scope.actor(env.LEDGER, "bob")];
    alice.inject({ call: "take" }, { loseReply: true });
    await expect(alice.rpc.pay("bob", 5)).rejects.toThrow("Network connection lost.");
    expect(await bob.rpc.balance()).toBe(5);
  });

  test("an alarm that fires by itself", async ({ scope }) => {
    const ledger = scope.actor(env.LEDGER);
    await ledger.rpc.schedule(10);
    await scope.eventually(async () => expect(await ledger.rpc.balance()).toBe(1));
  });

  test("an hour of virtual time in two actors", async ({ scope }) => {
    await scope.clock.freeze();
    const [one, two] = [scope.actor(env.CLOCKED, "one"), scope.actor(env.CLOCKED, "two")];
    const [before = 0] = await one.rpc.now();
    await one.rpc.chain(2, 1_800_000);
    await two.rpc.setAlarm(3_600_000);
    await scope.clock.advance(3_600_000);
    expect((await two.rpc.now())[0]).toBe(before + 3_600_000);
  });

  test("state that comes about", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const client = await scope.connect(counter);
    void client.close();
    await scope.eventually(async () => expect(await counter.rpc.closes()).toHaveLength(1));
    const { pending } = await scope.settle();
    expect(pending).toEqual([]);
  });
}

const all = Array.from({ length: inject("repetitions") }, (_, index) => index + 1);
const inTurn = all.filter((repetition) => repetition % 4 === 0);
const together = all.filter((repetition) => repetition % 4 > 0);

// As most suites run, and as they run at their busiest.
describe.each(inTurn)("repetition %i, one after another", () => {
  defineSuite();
});
describe.concurrent.each(together)("repetition %i, side by side", () => {
  defineSuite();
});
