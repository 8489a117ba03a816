import { env } from "cloudflare:workers";
import { describe } from "vitest";
import { type UntypedMessage, expect, openScope, test } from "footlights/harness";
import type { Script } from "./actors/scripted.ts";

describe("faults of storage", () => {
  test("fail the nth operation on a key and let the others through", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    const fault = counter.inject({ storage: "put", key: "count", nth: 2 }, { error: "disk full" });
    expect(await counter.rpc.increment()).toBe(1);
    await expect(counter.rpc.increment()).rejects.toThrow("disk full");
    expect(await counter.rpc.increment()).toBe(2);
    expect(fault.hits).toBe(1);
  });

  test("fail as often as they are told, with an error of any class", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    counter.inject({ storage: "get", times: 2 }, { error: new RangeError("no") });
    await expect(counter.rpc.stored()).rejects.toThrow(RangeError);
    await expect(counter.rpc.stored()).rejects.toThrow("no");
    expect(await counter.rpc.stored()).toBe(0);
  });

  test("drop a write without a word", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    counter.inject({ storage: "write" }, { drop: true });
    await counter.rpc.increment();
    expect(await counter.rpc.stored()).toBe(0);
  });

  test("delay an operation, and settle waits for it", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    counter.inject({ storage: "put" }, { delayMs: 30 });
    const began = performance.now();
    await counter.rpc.increment();
    expect(performance.now() - began).toBeGreaterThanOrEqual(25);
  });

  test("reach SQL, by its text", async ({ scope }) => {
    const ledger = scope.actor(env.LEDGER);
    ledger.inject({ storage: "sql", key: /^INSERT/ }, { error: "constraint" });
    await expect(ledger.rpc.book(5)).rejects.toThrow("constraint");
    await ledger.rpc.book(7);
    expect(await ledger.rpc.balance()).toBe(7);
  });

  test("reach synchronous keys", async ({ scope }) => {
    const ledger = scope.actor(env.LEDGER);
    ledger.inject({ storage: "put", key: "b" }, { drop: true });
    await ledger.rpc.note("a", "1");
    await ledger.rpc.note("b", "2");
    expect([await ledger.rpc.read("a"), await ledger.rpc.read("b")]).toEqual(["1", "undefined"]);
  });

  test("reach alarms", async ({ scope }) => {
    const ledger = scope.actor(env.LEDGER);
    ledger.inject({ storage: "setAlarm" }, { error: "no clock" });
    await expect(ledger.rpc.schedule(10)).rejects.toThrow("no clock");
  });

  test("end with `using`", async ({ scope }) => {
    const counter = scope.actor(env.COUNTER);
    {
      using fault = counter.inject({ storage: "put", times: Infinity }, { error: "disk full" });
      await expect(counter.rpc.increment()).rejects.toThrow("disk full");
      expect(fault.hits).toBe(1);
    }
    expect(await counter.rpc.increment()).toBe(1);
  });
});

describe("faults of calls between actors", () => {
  test("fail before the callee hears anything", async ({ scope }) => {
    const [alice, bob] = [scope.actor(env.LEDGER, "alice"), scope.actor(env.LEDGER, "bob")];
    alice.inject({ call: "take", to: /bob/ }, { error: "unreachable" });
    await expect(alice.rpc.pay(scope.name("bob"), 5)).rejects.toThrow("unreachable");
    expect([await alice.rpc.balance(), await bob.rpc.balance()]).toEqual([-5, 0]);
  });

  test("lose the reply after the callee has done its work", async ({ scope }) => {
    const [alice, bob] = [scope.actor(env.LEDGER, "alice"), scope.actor(env.LEDGER, "bob")];
    alice.inject({ call: "take" }, { loseReply: true });
    await expect(alice.rpc.pay(scope.name("bob"), 5)).rejects.toThrow("Network connection lost.");
    expect([await alice.rpc.balance(), await bob.rpc.balance()]).toEqual([-5, 5]);
  });

  test("deliver a call twice, and late", async ({ scope }) => {
    const [alice, bob] = [scope.actor(env.LEDGER, "alice"), scope.actor(env.LEDGER, "bob")];
    alice.inject({ call: "take" }, { duplicate: true });
    expect(await alice.rpc.pay(scope.name("bob"), 5)).toBe(5);
    expect(await bob.rpc.balance()).toBe(10);
    alice.inject({ call: /^take$/ }, { delayMs: 20 });
    expect(await alice.rpc.pay(scope.name("bob"), 1)).toBe(11);
  });
});

describe("faults of requests to the outside", () => {
  test("answer in place of the service", async ({ scope }) => {
    const ledger = scope.actor(env.LEDGER);
    ledger.inject(
      { fetch: "https://rates.test/", times: 2 },
      { respond: () => new Response("closed", { status: 503 }) },
    );
    expect(await ledger.rpc.ask("https://rates.test/eur")).toBe("503 closed");
    expect(await ledger.rpc.ask("https://rates.test/usd")).toBe("503 closed");
  });

  test("answer with one response as often as they are told", async ({ scope }) => {
    const ledger = scope.actor(env.LEDGER);
    const respond = new Response("open", { status: 201 });
    ledger.inject({ fetch: /rates/, times: 2 }, { respond });
    expect(await ledger.rpc.ask("https://rates.test/eur")).toBe("201 open");
    expect(await ledger.rpc.ask("https://rates.test/eur")).toBe("201 open");
  });

  test("fail", async ({ scope }) => {
    const ledger = scope.actor(env.LEDGER);
    ledger.inject({ fetch: /rates/ }, { error: new TypeError("dns") });
    expect(await ledger.rpc.ask("https://rates.test/eur")).toBe("TypeError: dns");
  });
});

test("a request to a service fails, here to the Worker's own routes", async ({ scope }) => {
  const late = scope.actor(env.LATE);
  late.inject({ fetch: /\/slow$/ }, { error: "unreachable" });
  await expect(late.rpc.send(["route"])).rejects.toThrow("unreachable");
  await late.rpc.send(["route"]);
});

describe("faults of frames", () => {
  test("lose, double and delay frames to the client", async ({ scope }) => {
    const actor = scope.actor(env.SCRIPTED);
    const client = await scope.connect<UntypedMessage, Script>(actor);
    actor.inject({ frame: "toClient", matching: { n: 1 } }, { drop: true });
    actor.inject({ frame: "toClient", matching: { n: 2 } }, { duplicate: true });
    actor.inject({ frame: "toClient", matching: { n: 3 } }, { delayMs: 10 });
    client.send(say({ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }));
    expect(await client.receiveN(4)).toEqual([{ n: 2 }, { n: 2 }, { n: 4 }, { n: 3 }]);
    await client.expectNoMessage();
  });

  test("delay frames that are on their way all the while", async ({ scope }) => {
    const actor = scope.actor(env.SCRIPTED);
    const client = await scope.connect<UntypedMessage, Script>(actor);
    actor.inject({ frame: "toClient", times: 3 }, { delayMs: 30 });
    client.send(say({ n: 1 }));
    await expect(client.expectNoMessage()).rejects.toThrow(
      /found #0 \{ n: 1 \}, expected no message\.\n {2}sent by ScriptedActor .*scripted\.ts:\d+:\d+, in webSocketMessage$/,
    );
    client.flush();
    client.send(say({ n: 2 }));
    await scope.settle();
    expect(client.flush()).toEqual([{ n: 2 }]);
    client.send(say({ n: 3 }));
    await expect(client.expectNoMessage({ n: 3 }, { deadlineMs: 10 })).rejects.toThrow(
      /found work in flight.*\n {2}ScriptedActor .*: a frame that a fault delays by 30 ms, for/,
    );
    // What comes when the socket has been closed is lost, without a word.
    await client.close();
  });

  test("hold frames, which nobody waits for", async ({ scope }) => {
    const actor = scope.actor(env.SCRIPTED);
    const client = await scope.connect<UntypedMessage, Script>(actor);
    const fault = actor.inject({ frame: "toClient" }, { hold: true });
    client.send(say({ n: 1 }));
    await client.expectNoMessage();
    fault.release();
    await client.expectMessage({ n: 1 });
  });

  test("lose and double frames from the client", async ({ scope }) => {
    const actor = scope.actor(env.SCRIPTED);
    const client = await scope.connect<UntypedMessage, Script>(actor);
    actor.inject({ frame: "fromClient", matching: /"n":1/ }, { drop: true });
    actor.inject({ frame: "fromClient", matching: /"n":2/ }, { duplicate: true });
    client.send(say({ n: 1 }));
    client.send(say({ n: 2 }));
    expect(await client.receiveN(2)).toEqual([{ n: 2 }, { n: 2 }]);
    await client.expectNoMessage();
  });

  test("close the socket instead", async ({ scope }) => {
    const actor = scope.actor(env.SCRIPTED);
    const client = await scope.connect<UntypedMessage, Script>(actor);
    actor.inject({ frame: "toClient" }, { close: { code: 4009, reason: "cut" } });
    client.send(say({ n: 1 }));
    await client.expectClosed({ code: 4009, reason: "cut" });
  });
});

describe("a fault that never fires", () => {
  test("fails the test and names its line, unless it is optional", async () => {
    const scope = openScope({ name: "unfired" });
    const counter = scope.actor(env.COUNTER);
    await counter.rpc.stored();
    counter.inject({ storage: "put", key: "count" }, { error: "x" });
    counter.inject({ call: "take" }, { error: "x" }, { optional: true });
    await expect(scope[Symbol.asyncDispose]()).rejects.toMatchObject({
      code: "leak",
      message: `Could not end the test cleanly: found that the fault on storage put "count" of CounterActor "${scope.id}" never fired, expected it to. Inject it with { optional: true } if that is all right.`,
      stack: expect.stringMatching(/^[^\n]*\n[^\n]*faults\.test\.ts/),
    });
  });

  test("can be waited for in vain", async () => {
    await using scope = openScope({ deadlineMs: 20 });
    const counter = scope.actor(env.COUNTER);
    const fault = counter.inject({ reply: "increment" }, { error: "x" }, { optional: true });
    await expect(fault.hit()).rejects.toThrow(
      `Could not see the fault on reply "increment" of actor "${counter.name}" fire: found no operation that it changes within 20 ms, expected one.`,
    );
  });
});

function say(...messages: readonly unknown[]): Script {
  return { do: "say", messages };
}
